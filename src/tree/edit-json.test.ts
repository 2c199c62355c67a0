import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from './edit-json.ts';
import { parseJson, type JsonObject } from './json-value.ts';

const own = `{
    "name": "x", "private": true,
    "files": ["a", "b"],
    "limits": { "big": 12345678901234567890, "huge": 1e400, "price": 1.10 },
    "scripts": {
        "build": "tsc"
    },
    "empty": {}
}
`;
// A text of ours, which is an object.
const { limits } = JSON.parse(own) as { limits: JsonObject };

describe('editJson', () => {
  it('writes only what changes', () => {
    const wanted = {
      name: 'x',
      private: true,
      files: ['a', 'b'],
      limits,
      type: 'module',
      scripts: { a: '1', build: 'tsc', test: 'vitest' },
      empty: { list: [1] },
      last: { of: 'all' },
    };
    expect(editJson(own, wanted)).toBe(`{
    "name": "x", "private": true,
    "files": ["a", "b"],
    "limits": { "big": 12345678901234567890, "huge": 1e400, "price": 1.10 },
    "type": "module",
    "scripts": {
        "a": "1",
        "build": "tsc",
        "test": "vitest"
    },
    "empty": {
        "list": [
            1
        ]
    },
    "last": {
        "of": "all"
    }
}
`);
  });

  it('takes out what goes', () => {
    const edited = editJson(own, { name: 'x', files: ['a', 'b'], limits, empty: {} });
    expect(edited).toContain('"name": "x",');
    expect(edited).toContain('"big": 12345678901234567890, "huge": 1e400, "price": 1.10');
    expect(edited).not.toMatch(/private|scripts/);
  });

  it.each([
    ['{"a":1.10}', { a: 1.1, b: { c: 'd' } }, '{"a":1.10,"b": {"c":"d"}}'],
    ['{\n\t"a": 1.10\n}', { a: 1.1, b: { c: 'd' } }, '{\n\t"a": 1.10,\n\t"b": {\n\t\t"c": "d"\n\t}\n}'],
    ['{}', { a: 1 }, '{"a": 1}'],
  ])('lays out %j as it is', (text, wanted, expected) => {
    expect(editJson(text, wanted)).toBe(expected);
  });

  it('does not edit a member that stands there twice', () => {
    expect(editJson('{ "scripts": {}, "scripts": {} }', { scripts: { a: 'b' } })).toBeUndefined();
  });

  it('says what was wanted, whatever that is', () => {
    const object = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', '1', '__proto__', 'constructor', ''),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.dictionary(fc.constantFrom('x', 'y'), fc.string())),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(object, object, fc.constantFrom(0, 1, 2, '\t'), (from, to, indent) => {
        // What can be written down is what JSON has: -0 and the like are not.
        const wanted = parseJson(JSON.stringify(to)) as JsonObject;
        const edited = editJson(JSON.stringify(from, undefined, indent), wanted);
        expect(parseJson(edited ?? '')).toEqual(wanted);
      }),
    );
  });
});
