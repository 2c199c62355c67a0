import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellQuote } from '../../options/repeat.ts';
import { wordsIn } from './words.ts';

it.each([
  ['', []],
  ['  Invoice  number:string ', ['Invoice', 'number:string']],
  [`a"b c"'d "e'\\ f`, [String.raw`ab cd "e f`]],
  [String.raw`"a\"b\\c\d" ''`, [String.raw`a"b\c\d`, '']],
  ['$HOME `x` *', ['$HOME', '`x`', '*']],
  ["it's", undefined],
  ['"open', undefined],
  ['end\\', undefined],
])('splits %j', (line, words) => {
  expect(wordsIn(line)).toEqual(words);
});

it('reads what the command that repeats a run is written with', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(wordsIn(words.map(shellQuote).join(' '))).toEqual(words);
    }),
  );
});
