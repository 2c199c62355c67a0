import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../../src/commands/samples.ts';
import { KyselyNoteRepository } from '../../../src/modules/notes/persistence/note-kysely-repository.ts';
import { noteRow } from '../../../src/modules/notes/persistence/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { fillAlone, observe, type ObservedDatabase } from '../support/query-plans.ts';

const rows = 100_000;
const sorts = ['title', 'createdAt'] as const;

const rowOf = noteRow;
const row = rowOf(77);

/** Every way to narrow the list. */
const filters = {
  isPinned: row.is_pinned,
  q: '7',
};

describe(`lists of ${String(rows)} notes`, () => {
  let database: TestDatabase;
  let observed: ObservedDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    observed = observe(database);
    await fillAlone(observed, 'notes', samples(rows, rowOf));
  }, 120_000);

  afterAll(async () => {
    await observed.close();
    await database.close();
  });

  /** How the first page is read. */
  const plansOf = (field: (typeof sorts)[number], descending: boolean, narrowed: Partial<typeof filters>, most = 20) =>
    observed.plansOf((db) =>
      new KyselyNoteRepository(db).list(narrowed, {
        limit: most,
        sort: { field, descending },
        includeTotal: false,
      }),
    );

  describe.each(sorts)('sorted by %s', (field) => {
    it.each([true, false])('are read by an index, descending: %s', async (descending) => {
      const plans = await plansOf(field, descending, {});
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.flat()).not.toContain('Seq Scan notes');
    });

    it.each(Object.entries(filters))('and narrowed by %s are read by an index', async (filter, value) => {
      const plans = await plansOf(field, true, { [filter]: value });
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.flat()).not.toContain('Seq Scan notes');
    });
  });

  it.each(['-7', '- 7', '7 or -8'])('read nothing for a search that names no word to find: %s', async (q) => {
    const plans = await plansOf(sorts[0], true, { q });
    expect(plans[0]).toEqual([]);
  });

  it('take no more queries for 20 rows than for 2', async () => {
    const shortPlans = await plansOf(sorts[0], true, {}, 2);
    const longPlans = await plansOf(sorts[0], true, {}, 20);
    expect(shortPlans.length).toBeGreaterThan(0);
    expect(longPlans.length).toBe(shortPlans.length);
  });
});
