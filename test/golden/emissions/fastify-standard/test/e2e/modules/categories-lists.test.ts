import { describe, expect, it } from 'vitest';
import { create, idsAt, send, unique, type Resource } from '../support/resources.ts';
import { newCategory } from '../support/resources/categories.ts';

const route = '/api/v1/categories';
const unknownId = '00000000-0000-7000-8000-000000000000';
const sorts = ['name', '-name', 'createdAt', '-createdAt'];

describe('lists of categories', () => {
  it.each(sorts)('are listed by %s', async (sort) => {
    const { status, body } = await send<readonly Resource[]>('GET', `${route}?limit=2&sort=${sort}`);
    expect([status, body.meta.sort, body.meta.pagination?.limit]).toEqual([200, sort, 2]);
    expect(body.data.every((item) => item._links['self']?.href === `${route}/${item.id}`)).toBe(true);
  });

  it('are paged by the longest name', async () => {
    const longest = [unique(), unique()].map((n) => `${'\u6f22'.repeat(93)}${n}`);
    for (const text of longest) {
      const input = await newCategory();
      await create(route, { ...input, name: text });
    }
    const path = `${route}?limit=1&sort=-name`;
    const { body } = await send<readonly Resource[]>('GET', path);
    expect(await idsAt(body.meta._links?.['next']?.href ?? '')).toHaveLength(1);
  });

  it('are not found by an unknown id', async () => {
    const { status } = await send('GET', `${route}/${unknownId}`);
    expect(status).toBe(404);
  });
});
