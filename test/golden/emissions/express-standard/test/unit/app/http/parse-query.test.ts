import { expect, it } from 'vitest';
import { parseQuery } from '../../../../src/app/http/parse-query.ts';

it('reads every parameter, also after a thousand empty ones', () => {
  expect(parseQuery(`limit=2${'&'.repeat(1200)}sort=name`)).toEqual({ limit: '2', sort: 'name' });
});

it('keeps each value of a parameter that is given more than once', () => {
  expect(parseQuery('id=1&id=2')).toEqual({ id: ['1', '2'] });
});
