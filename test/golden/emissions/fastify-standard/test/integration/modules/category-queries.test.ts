import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../../src/commands/samples.ts';
import { KyselyCategoryRepository } from '../../../src/modules/categories/persistence/category-kysely-repository.ts';
import { categoryRow } from '../../../src/modules/categories/persistence/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { fillAlone, observe, type ObservedDatabase } from '../support/query-plans.ts';

const rows = 100_000;
const sorts = ['name', 'createdAt'] as const;

const rowOf = categoryRow;

describe(`lists of ${String(rows)} categories`, () => {
  let database: TestDatabase;
  let observed: ObservedDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    observed = observe(database);
    const filled = await fillAlone(observed, 'categories', samples(rows, rowOf));
    if (filled < rows) observed.avoidWholeReads();
  }, 120_000);

  afterAll(async () => {
    await observed.close();
    await database.close();
  });

  /** How the first page is read. */
  const plansOf = (field: (typeof sorts)[number], descending: boolean, most = 20) =>
    observed.plansOf((db) =>
      new KyselyCategoryRepository(db).list({ limit: most, sort: { field, descending }, includeTotal: false }),
    );

  it.each(sorts)('are read by an index when they are sorted by %s', async (field) => {
    for (const descending of [true, false]) {
      const plans = await plansOf(field, descending);
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.flat()).not.toContain('Seq Scan categories');
    }
  });

  it('take no more queries for 20 rows than for 2', async () => {
    const shortPlans = await plansOf(sorts[0], true, 2);
    const longPlans = await plansOf(sorts[0], true, 20);
    expect(shortPlans.length).toBeGreaterThan(0);
    expect(longPlans.length).toBe(shortPlans.length);
  });
});
