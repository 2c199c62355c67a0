import { describe, expect, it } from 'vitest';
import {
  decimalNumber,
  instant,
  jsonValue,
  moneyAmount,
  searchWords,
  text,
  webAddress,
} from '../../../../src/platform/http/fields.ts';

const accepts = (search: string): boolean => searchWords().safeParse(search).success;

describe('text', () => {
  it.each(['word', '\u6f22\u5b57', '\u{1f600}', 'two\nlines'])('takes %j', (value) => {
    expect(text({ max: 20 }).parse(value)).toBe(value);
  });

  it.each(['\0', 'a\ud800', '\udc00b', '\ude00\ud83d'])('refuses %j, which would not be stored as it is', (value) => {
    expect(text({ max: 20 }).safeParse(value).success).toBe(false);
    expect(webAddress().safeParse(`https://example.test/${value}`).success).toBe(false);
  });
});

describe('the length of a text', () => {
  it('counts characters, however many bytes or units they take', () => {
    expect(text({ min: 3, max: 3 }).safeParse('\u{1f600}'.repeat(3)).success).toBe(true);
    expect(text({ min: 3, max: 3 }).safeParse('\u{1f600}'.repeat(2)).success).toBe(false);
    expect(text({ max: 3 }).safeParse('\u{1f600}'.repeat(4)).success).toBe(false);
  });
});

describe('a moment', () => {
  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2020-02-29T12:00:00+14:00'])('takes %s', (value) => {
    expect(instant().parse(value)).toEqual(new Date(value));
  });

  it.each([
    '0000-12-31T23:59:59Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '2021-02-29T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2020-01-01T00:00:00',
  ])('refuses %s, which could not be answered in four digits of a year, or is none', (value) => {
    expect(instant().safeParse(value).success).toBe(false);
  });
});

describe('a JSON value', () => {
  it('is refused where a number is too large to be one, and would be stored as null', () => {
    const read = (body: string): boolean => jsonValue().safeParse(JSON.parse(body)).success;
    expect([read('{"a":[1e308,-0.5]}'), read('{"a":[1e400]}'), read('-1e400')]).toEqual([true, false, false]);
  });
});

describe('a decimal number', () => {
  const complaint = (schema: ReturnType<typeof moneyAmount>, value: string) =>
    schema.safeParse(value).error?.issues[0]?.message;

  it('is told what it must be like', () => {
    expect(complaint(moneyAmount({ min: '0' }), '-1.00')).toContain('not negative');
    expect(complaint(moneyAmount(), '1.005')).not.toContain('negative');
    expect(complaint(decimalNumber({ min: '-5' }), '-6')).toBe('Must be at least -5.');
    expect(complaint(moneyAmount(), '1234567890123')).toContain('12 digits before the point');
    expect(complaint(moneyAmount({ min: '0' }), '0.10')).toBeUndefined();
  });
});

describe('text in two spellings of Unicode', () => {
  it('is the same, also where it is looked for', () => {
    for (const schema of [text({ max: 20 }), searchWords()]) {
      expect(schema.parse('Cafe\u0301')).toBe('Caf\u00E9');
      expect(schema.parse('\u212B')).toBe('\u00C5');
    }
  });

  it('is as long as what is kept', () => {
    expect(text({ max: 4 }).parse('Cafe\u0301')).toHaveLength(4);
    expect(text({ max: 20, min: 5 }).safeParse('Cafe\u0301').success).toBe(false);
    // U+0958 has no composed form: it becomes two characters.
    expect(text({ max: 1 }).safeParse('\u0958').success).toBe(false);
  });
});

describe('searchWords', () => {
  it.each([
    'word',
    'two words',
    '"a phrase"',
    'word -not',
    '-not word',
    'word -"not this"',
    'this or that',
    'this or that -not',
    'semi-detached',
    '"-word"',
    '\u6f22\u5b57',
    '\u20ac',
    'OR',
  ])('takes what looks for a word: %s', (search) => {
    expect(accepts(search)).toBe(true);
  });

  it.each([
    '-not',
    '--not',
    '- not',
    '-semi-detached',
    '-"not this"',
    '-"not this',
    '-not -that',
    'word or -not',
    '-not OR word',
    '-not or -that',
    '!!!',
    '""',
    '-',
  ])('refuses what does not: %s', (search) => {
    expect(accepts(search)).toBe(false);
  });
});
