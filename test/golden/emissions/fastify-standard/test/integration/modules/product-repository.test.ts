import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KyselyProductRepository } from '../../../src/modules/products/persistence/product-kysely-repository.ts';
import { decodeCursor, type Page } from '../../../src/platform/pagination.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storeProduct } from '../../support/fixtures/products.ts';

const newestFirst = { limit: 100, sort: { field: 'createdAt', descending: true }, includeTotal: false } as const;

describe('the repository of products', () => {
  let database: TestDatabase;
  let repository: KyselyProductRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyProductRepository(database.db);
  });

  afterAll(() => database.close());

  it('finds nothing by an id that is not there', async () => {
    expect(await repository.findById('00000000-0000-7000-8000-000000000000')).toBeUndefined();
  });

  it('pages through all of them once, while others are added', async () => {
    const ids: string[] = [];
    for (let n = 101; n <= 112; n += 1) ids.push((await storeProduct(database.db, n)).id);
    const sort = { field: 'createdAt', descending: false } as const;
    const seen: string[] = [];
    let page: Page<{ readonly id: string }> | undefined;
    do {
      const cursor: string | null = page?.nextCursor ?? null;
      const from = cursor === null ? {} : { cursor: decodeCursor(cursor, sort) };
      const request = { limit: 5, sort, includeTotal: true, ...from };
      page = await repository.list({}, request);
      seen.push(...page.items.map(({ id }) => id));
      // Older than all that were seen: an offset would show one of them twice.
      await storeProduct(database.db, 100 - seen.length);
    } while (page.hasMore);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(page.total).toBeGreaterThanOrEqual(ids.length);
  });

  describe('in order', () => {
    beforeAll(async () => {
      // As text, as numbers and by age they have three orders.
      for (const n of [9, 10, 400]) {
        const { id } = await storeProduct(database.db, n);
        const rows = database.db.updateTable('products').set({ created_at: new Date(-n) });
        await rows.where('id', '=', id).execute();
      }
    });

    it.each([
      ['name', 'name'],
      ['price', 'price'],
      ['createdAt', 'created_at'],
    ] as const)('is listed by %s, in both directions', async (field, column) => {
      const living = database.db.selectFrom('products').where('deleted_at', 'is', null);
      const rows = await living.select('id').orderBy(column).orderBy('id').execute();
      const ids = rows.map(({ id }) => id);
      for (const descending of [false, true]) {
        const page = await repository.list({}, { limit: 100, sort: { field, descending }, includeTotal: false });
        expect(page.items.map(({ id }) => id)).toEqual(descending ? ids.toReversed() : ids);
      }
    });
  });

  it('narrows the list by minPrice', async () => {
    const row = await storeProduct(database.db, 202);
    await storeProduct(database.db, 203);
    const filters = { minPrice: row.price };
    const { items } = await repository.list(filters, newestFirst);
    expect(items.map(({ id }) => id)).toContain(row.id);
    const found = items.map((item) => Number(item.price));
    const limit = Number(row.price);
    expect(Math.min(...found)).toBe(limit);
  });

  it('narrows the list by maxPrice', async () => {
    const row = await storeProduct(database.db, 202);
    await storeProduct(database.db, 203);
    const filters = { maxPrice: row.price };
    const { items } = await repository.list(filters, newestFirst);
    expect(items.map(({ id }) => id)).toContain(row.id);
    const found = items.map((item) => Number(item.price));
    const limit = Number(row.price);
    expect(Math.max(...found)).toBe(limit);
  });

  it('narrows the list by isActive', async () => {
    const row = await storeProduct(database.db, 202);
    await storeProduct(database.db, 203);
    const filters = { isActive: row.is_active };
    const { items } = await repository.list(filters, newestFirst);
    expect(items.map(({ id }) => id)).toContain(row.id);
    const found = items.map((item) => item.isActive);
    expect(new Set(found)).toEqual(new Set([row.is_active]));
  });

  it('narrows the list by categoryId', async () => {
    const row = await storeProduct(database.db, 202);
    await storeProduct(database.db, 203);
    const filters = { categoryId: row.category_id };
    const { items } = await repository.list(filters, newestFirst);
    expect(items.map(({ id }) => id)).toContain(row.id);
    const found = items.map((item) => item.categoryId);
    expect(new Set(found)).toEqual(new Set([row.category_id]));
  });
});
