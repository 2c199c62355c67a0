import { describe, expect, it } from 'vitest';
import { send, type Resource } from '../support/resources.ts';

const route = '/api/v1/categories';
const unknownId = '00000000-0000-7000-8000-000000000000';
const sorts = ['name', '-name', 'createdAt', '-createdAt'];

describe('lists of categories', () => {
  it.each(sorts)('are listed by %s', async (sort) => {
    const { status, body } = await send<readonly Resource[]>('GET', `${route}?limit=2&sort=${sort}`);
    expect([status, body.meta.sort, body.meta.pagination?.limit]).toEqual([200, sort, 2]);
    expect(body.data.every((item) => item._links['self']?.href === `${route}/${item.id}`)).toBe(true);
  });

  it('are not found by an unknown id', async () => {
    const { status } = await send('GET', `${route}/${unknownId}`);
    expect(status).toBe(404);
  });
});
