import { describe, expect, it } from 'vitest';
import { FieldSyntaxError, parseMember } from '../../../generators/resource/field-syntax.ts';

describe('a member in its short form', () => {
  it.each([
    ['number:string:unique', { name: 'number', type: 'string', unique: true }],
    ['total:money:min=0:max=99.5', { name: 'total', type: 'money', min: '0', max: '99.5' }],
    ['pieces:integer:min=1:default=3', { name: 'pieces', type: 'integer', min: 1, default: 3 }],
    ['open:boolean:default=false', { name: 'open', type: 'boolean', default: false }],
    ['status:enum:values=open|paid', { name: 'status', type: 'enum', values: ['open', 'paid'] }],
    ['time:string:pattern=\\d{2}\\:\\d{2}', { name: 'time', type: 'string', pattern: '\\d{2}:\\d{2}' }],
    ['title:string:max=80:optional', { name: 'title', type: 'string', max: 80, optional: true }],
  ])('%s is a field', (text, field) => {
    expect(parseMember(text)).toEqual({ kind: 'field', field });
  });

  it('names what a relation refers to', () => {
    const relation = { name: 'customer', type: 'many-to-one', target: 'Customer', optional: true };
    expect(parseMember('customer:many-to-one:Customer:optional')).toEqual({ kind: 'relation', relation });
  });

  it.each([
    ['', 'it has no name'],
    ['number', 'is no type'],
    ['number:sting', 'Did you mean "string"?'],
    ['number:string:uniqe', 'Did you mean "unique"?'],
    ['number:string:unique=yes', 'is no modifier'],
    ['number:string:max', 'is no modifier'],
    ['customer:many-to-one', 'say what it refers to'],
    ['customer:many-to-one:Customer:searchable', 'is no modifier of a relation'],
  ])('%s is refused', (text, reason) => {
    expect(() => parseMember(text)).toThrow(FieldSyntaxError);
    expect(() => parseMember(text)).toThrow(reason);
  });
});
