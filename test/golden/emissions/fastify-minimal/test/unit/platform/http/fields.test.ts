import { describe, expect, it } from 'vitest';
import { searchWords } from '../../../../src/platform/http/fields.ts';

const accepts = (search: string): boolean => searchWords().safeParse(search).success;

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
