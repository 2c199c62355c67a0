import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  booleanParameter,
  decimalParameter,
  idParameter,
  integerParameter,
  listParameter,
  pageParameters,
  sortParameter,
} from '../../../../src/platform/http/parameters.ts';
import { decodeCursor, encodeCursor } from '../../../../src/platform/pagination.ts';

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe('integerParameter', () => {
  const schema = integerParameter({ min: -5, max: 100 });

  it('takes whole numbers within its limits', () => {
    expect([schema.parse('0'), schema.parse('-5'), schema.parse('100')]).toEqual([0, -5, 100]);
  });

  it('takes no other spelling of a number', () => {
    for (const text of [
      '',
      ' ',
      ' 1',
      '1 ',
      '+1',
      '01',
      '0x10',
      '1e1',
      '1.0',
      '101',
      '-6',
      'NaN',
      'Infinity',
      ['1'],
      1,
      null,
    ]) {
      expect([text, accepts(schema, text)]).toEqual([text, false]);
    }
  });

  it('reads back every number it can hold', () => {
    fc.assert(fc.property(fc.integer({ min: -5, max: 100 }), (value) => schema.parse(String(value)) === value));
  });
});

describe('decimalParameter', () => {
  it('keeps the text, up to its decimal places', () => {
    expect(decimalParameter().parse('19.99')).toBe('19.99');
    expect(decimalParameter({ scale: 4 }).parse('-0.1234')).toBe('-0.1234');
  });

  it('takes no other spelling', () => {
    for (const text of ['', '1.', '.5', '1.234', '1,5', '1e3', '00.1', 'x', ['1', '2']]) {
      expect([text, accepts(decimalParameter(), text)]).toEqual([text, false]);
    }
  });
});

describe('booleanParameter', () => {
  it('knows two words', () => {
    expect([booleanParameter().parse('true'), booleanParameter().parse('false')]).toEqual([true, false]);
    for (const text of ['', '1', 'TRUE', 'yes', 'on', ['true', 'true'], true]) {
      expect([text, accepts(booleanParameter(), text)]).toEqual([text, false]);
    }
  });
});

describe('listParameter', () => {
  const schema = listParameter(z.string().max(3));

  it('takes a parameter given once or repeatedly', () => {
    expect(schema.parse('a')).toEqual(['a']);
    expect(schema.parse(['a', 'b'])).toEqual(['a', 'b']);
  });

  it('bounds the values and their number', () => {
    expect(accepts(schema, 'long')).toBe(false);
    expect(
      accepts(
        schema,
        Array.from({ length: 51 }, () => 'a'),
      ),
    ).toBe(false);
  });
});

describe('sortParameter', () => {
  const schema = sortParameter(['name', 'createdAt'], '-createdAt');

  it('names a field and a direction', () => {
    expect(schema.parse('name')).toEqual({ field: 'name', descending: false });
    expect(schema.parse('-name')).toEqual({ field: 'name', descending: true });
    expect(schema.parse(undefined)).toEqual({ field: 'createdAt', descending: true });
  });

  it('takes only the fields it knows', () => {
    for (const text of ['', '-', 'price', '--name', 'name,createdAt', '__proto__', ['name']]) {
      expect([text, accepts(schema, text)]).toEqual([text, false]);
    }
  });
});

describe('idParameter', () => {
  it('reads an id in one spelling, so that it equals itself', () => {
    const id = '0198c0de-0000-7000-8000-00000000abcd';
    expect([idParameter().parse(id), idParameter().parse(id.toUpperCase())]).toEqual([id, id]);
  });

  it('takes nothing else', () => {
    for (const value of ['', 'me', '1', '0198c0de00007000800000000000abcd'])
      expect(accepts(idParameter(), value)).toBe(false);
  });
});

describe('pageParameters', () => {
  it('take the cursor of every row, even of one with the longest text in the longest spelling', () => {
    const row = { value: '\u0001'.repeat(650), id: '0190a5b0-1111-7abc-8def-0123456789ab' };
    const sort = { field: 'x'.repeat(60), descending: true };
    const cursor = encodeCursor({ direction: 'forward', ...row }, sort);
    expect(accepts(z.strictObject(pageParameters), { cursor })).toBe(true);
    expect(decodeCursor(cursor, sort)).toMatchObject(row);
  });

  it('have defaults and limits', () => {
    const schema = z.strictObject(pageParameters);
    expect(schema.parse({})).toEqual({ limit: 20 });
    expect(schema.parse({ limit: '100', include: 'total' })).toEqual({ limit: 100, include: 'total' });
    for (const query of [{ limit: '0' }, { limit: '101' }, { include: 'all' }, { page: '2' }]) {
      expect([query, accepts(schema, query)]).toEqual([query, false]);
    }
  });
});
