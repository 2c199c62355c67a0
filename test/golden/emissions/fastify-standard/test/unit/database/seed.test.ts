import { expect, it } from 'vitest';
import { countIn, SeedError } from '../../../src/commands/seed.ts';

it('reads how many rows to make from the variable of the table', () => {
  expect(countIn({ SEED_PRICE_LISTS: '7' }, 'price_lists', 10)).toBe(7);
  expect(countIn({}, 'price_lists', 10)).toBe(10);
});

it.each(['0', '00', '-1', '1.5', 'many', '', '123456789'])('refuses to make %j rows', (SEED_THINGS) => {
  expect(() => countIn({ SEED_THINGS }, 'things', 10)).toThrow(SeedError);
});
