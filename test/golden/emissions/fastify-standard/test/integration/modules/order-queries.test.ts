import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples, seedId, turn } from '../../../src/commands/samples.ts';
import { KyselyOrderRepository } from '../../../src/modules/orders/persistence/order-kysely-repository.ts';
import { orderRow } from '../../../src/modules/orders/persistence/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { fillAlone, observe, type ObservedDatabase } from '../support/query-plans.ts';

const rows = 100_000;
const sorts = ['createdAt'] as const;

const rowOf = (n: number) =>
  orderRow(n, {
    userId: seedId('users', turn(n, 1000)),
  });
const row = rowOf(77);

/** Every way to narrow the list. */
const filters = {
  userId: row.user_id,
};

describe(`lists of ${String(rows)} orders`, () => {
  let database: TestDatabase;
  let observed: ObservedDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    observed = observe(database);
    await fillAlone(observed, 'orders', samples(rows, rowOf));
  }, 120_000);

  afterAll(async () => {
    await observed.close();
    await database.close();
  });

  /** How the first page is read. */
  const plansOf = (field: (typeof sorts)[number], descending: boolean, narrowed: Partial<typeof filters>, most = 20) =>
    observed.plansOf((db) =>
      new KyselyOrderRepository(db).list(narrowed, {
        limit: most,
        sort: { field, descending },
        includeTotal: false,
      }),
    );

  describe.each(sorts)('sorted by %s', (field) => {
    it.each([true, false])('are read by an index, descending: %s', async (descending) => {
      const plans = await plansOf(field, descending, {});
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.flat()).not.toContain('Seq Scan orders');
    });

    it.each(Object.entries(filters))('and narrowed by %s are read by an index', async (filter, value) => {
      const plans = await plansOf(field, true, { [filter]: value });
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.flat()).not.toContain('Seq Scan orders');
    });
  });

  it('take no more queries for 20 rows than for 2', async () => {
    const shortPlans = await plansOf(sorts[0], true, {}, 2);
    const longPlans = await plansOf(sorts[0], true, {}, 20);
    expect(shortPlans.length).toBeGreaterThan(0);
    expect(longPlans.length).toBe(shortPlans.length);
  });
});
