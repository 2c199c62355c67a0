import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KyselyNoteRepository } from '../../../src/modules/notes/persistence/note-kysely-repository.ts';
import { decodeCursor, type Page } from '../../../src/platform/pagination.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storeNote } from '../../support/fixtures/notes.ts';

const newestFirst = { limit: 100, sort: { field: 'createdAt', descending: true }, includeTotal: false } as const;

describe('the repository of notes', () => {
  let database: TestDatabase;
  let repository: KyselyNoteRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyNoteRepository(database.db);
  });

  afterAll(() => database.close());

  it('finds nothing by an id that is not there', async () => {
    expect(await repository.findById('00000000-0000-7000-8000-000000000000')).toBeUndefined();
  });

  it('pages through all of them once, while others are added', async () => {
    const ids: string[] = [];
    for (let n = 101; n <= 112; n += 1) ids.push((await storeNote(database.db, n)).id);
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
      await storeNote(database.db, 100 - seen.length);
    } while (page.hasMore);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(page.total).toBeGreaterThanOrEqual(ids.length);
  });

  describe('in order', () => {
    beforeAll(async () => {
      // As text, as numbers and by age they have three orders.
      for (const n of [9, 10, 400]) {
        const { id } = await storeNote(database.db, n);
        const rows = database.db.updateTable('notes').set({ created_at: new Date(-n) });
        await rows.where('id', '=', id).execute();
      }
    });

    it.each([
      ['title', 'title'],
      ['createdAt', 'created_at'],
    ] as const)('is listed by %s, in both directions', async (field, column) => {
      const living = database.db.selectFrom('notes').where('deleted_at', 'is', null);
      const rows = await living.select('id').orderBy(column).orderBy('id').execute();
      const ids = rows.map(({ id }) => id);
      for (const descending of [false, true]) {
        const page = await repository.list({}, { limit: 100, sort: { field, descending }, includeTotal: false });
        expect(page.items.map(({ id }) => id)).toEqual(descending ? ids.toReversed() : ids);
      }
    });
  });

  it('narrows the list by isPinned', async () => {
    const row = await storeNote(database.db, 202);
    await storeNote(database.db, 203);
    const filters = { isPinned: row.is_pinned };
    const { items } = await repository.list(filters, newestFirst);
    expect(items.map(({ id }) => id)).toContain(row.id);
    const found = items.map((item) => item.isPinned);
    expect(new Set(found)).toEqual(new Set([row.is_pinned]));
  });
});
