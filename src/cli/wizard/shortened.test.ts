import { describe, expect, it } from 'vitest';
import { shortened } from './shortened.ts';

describe('shortened', () => {
  it.each([
    ['Fits as it is', 20, 'Fits as it is'],
    ['Honours a key: a client that loses the answer asks again', 40, 'Honours a key'],
    ['Who did what, when, from where, and with what result', 30, 'Who did what, when, from where'],
    ['Refuses what it could only answer late (503), at once', 45, 'Refuses what it could only answer late (503)'],
    ['Refuses what it could only answer late (503), at once', 40, 'Refuses what it could only answer late'],
    ['Without any place to end', 16, 'Without any…'],
    ['Anything', 3, ''],
    ['Anything', -5, ''],
  ])('%s in %i columns', (sentence, columns, expected) => {
    expect(shortened(sentence, columns)).toBe(expected);
  });
});
