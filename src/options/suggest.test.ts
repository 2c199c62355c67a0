import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distance, suggest } from './suggest.ts';

it.each([
  ['fastify', 'fastfiy', 1],
  ['express', 'expres', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['same', 'same', 0],
])('counts the edits from %j to %j', (a, b, edits) => {
  expect(distance(a, b)).toBe(edits);
});

it('counts the same both ways, and never more than the longer word', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

it('guesses near words and beginnings, and nothing far', () => {
  const words = ['fastify', 'express', 'nestjs'];
  expect(suggest('FASTFY', words)).toBe('fastify');
  expect(suggest('nes', words)).toBe('nestjs');
  expect(suggest('koa', words)).toBeUndefined();
  expect(suggest('', words)).toBeUndefined();
});
