import { describe, expect, it } from 'vitest';
import { create, idsAt, itemsAt, send, unique, type Resource } from '../support/resources.ts';
import { newProduct, someProduct } from '../support/resources/products.ts';

const route = '/api/v1/products';
const unknownId = '00000000-0000-7000-8000-000000000000';
const sorts = ['name', '-name', 'price', '-price', 'createdAt', '-createdAt'];

describe('lists of products', () => {
  it.each(sorts)('are listed by %s', async (sort) => {
    const { status, body } = await send<readonly Resource[]>('GET', `${route}?limit=2&sort=${sort}`);
    expect([status, body.meta.sort, body.meta.pagination?.limit]).toEqual([200, sort, 2]);
    expect(body.data.every((item) => item._links['self']?.href === `${route}/${item.id}`)).toBe(true);
  });

  it('are paged by the longest name', async () => {
    const longest = [unique(), unique()].map((n) => `${'\u6f22'.repeat(193)}${n}`);
    for (const text of longest) {
      const input = await newProduct();
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

  it('are narrowed by minPrice', async () => {
    await someProduct();
    const { id, price: value } = await someProduct();
    const query = new URLSearchParams({ limit: '100', minPrice: String(value) });
    const found = await itemsAt(`${route}?${query.toString()}`);
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => Number(item['price']) < Number(value))).toEqual([]);
  });

  it('are narrowed by maxPrice', async () => {
    const { id, price: value } = await someProduct();
    await someProduct();
    const query = new URLSearchParams({ limit: '100', maxPrice: String(value) });
    const found = await itemsAt(`${route}?${query.toString()}`);
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => Number(item['price']) > Number(value))).toEqual([]);
  });

  it('are narrowed by isActive', async () => {
    const { id, isActive: value } = await someProduct();
    await create(route, { ...(await newProduct()), isActive: value !== true });
    const query = new URLSearchParams({ limit: '100', isActive: String(value) });
    const found = await itemsAt(`${route}?${query.toString()}`);
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => item['isActive'] !== value)).toEqual([]);
  });

  it('are narrowed by categoryId', async () => {
    const { id, categoryId: value } = await someProduct();
    await someProduct();
    const query = new URLSearchParams({ limit: '100', categoryId: String(value) });
    const found = await itemsAt(`${route}?${query.toString()}`);
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => item['categoryId'] !== value)).toEqual([]);
  });

  it('are found by their words', async () => {
    const input = await newProduct();
    const { body } = await send('POST', route, { json: input });
    const words = new URLSearchParams({ limit: '100', q: input.name });
    expect(await idsAt(`${route}?${words.toString()}`)).toContain(body.data.id);
    expect(await idsAt(`${route}?q=nosuchwordanywhere`)).toEqual([]);
  });

  it.each(['-without', 'with or -without', '!'])('are not searched without a word to find: %s', async (q) => {
    const { status, body } = await send('GET', `${route}?${new URLSearchParams({ q }).toString()}`);
    expect([status, body.errors[0]?.code, body.errors[0]?.field]).toEqual([422, 'VALIDATION_FAILED', 'q']);
  });

  it('are listed below their category: categoryId', async () => {
    const { id, categoryId: parent } = await someProduct();
    await someProduct();
    const path = '/api/v1/categories/{id}/products';
    const found = await itemsAt(path.replace('{id}', String(parent)));
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => item['categoryId'] !== parent)).toEqual([]);
    expect((await send('GET', path.replace('{id}', unknownId))).status).toBe(404);
  });
});
