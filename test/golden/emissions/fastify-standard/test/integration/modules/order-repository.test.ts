import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KyselyOrderRepository } from '../../../src/modules/orders/persistence/order-kysely-repository.ts';
import { decodeCursor, type Page } from '../../../src/platform/pagination.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storeOrder } from '../../support/fixtures/orders.ts';

describe('the repository of orders', () => {
  let database: TestDatabase;
  let repository: KyselyOrderRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyOrderRepository(database.db);
  });

  afterAll(() => database.close());

  it('finds nothing by an id that is not there', async () => {
    expect(await repository.findById('00000000-0000-7000-8000-000000000000')).toBeUndefined();
  });

  it('pages through all of them once, while others are added', async () => {
    const ids: string[] = [];
    for (let n = 101; n <= 112; n += 1) ids.push((await storeOrder(database.db, n)).id);
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
      await storeOrder(database.db, 100 - seen.length);
    } while (page.hasMore);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(page.total).toBeGreaterThanOrEqual(ids.length);
  });

  describe('in order', () => {
    beforeAll(async () => {
      // As text, as numbers and by age they have three orders.
      for (const n of [9, 10, 400]) {
        const { id } = await storeOrder(database.db, n);
        const rows = database.db.updateTable('orders').set({ created_at: new Date(-n) });
        await rows.where('id', '=', id).execute();
      }
    });

    it.each([['createdAt', 'created_at']] as const)('is listed by %s, in both directions', async (field, column) => {
      const living = database.db.selectFrom('orders').where('deleted_at', 'is', null);
      const rows = await living.select('id').orderBy(column).orderBy('id').execute();
      const ids = rows.map(({ id }) => id);
      for (const descending of [false, true]) {
        const page = await repository.list({}, { limit: 100, sort: { field, descending }, includeTotal: false });
        expect(page.items.map(({ id }) => id)).toEqual(descending ? ids.toReversed() : ids);
      }
    });
  });
});
