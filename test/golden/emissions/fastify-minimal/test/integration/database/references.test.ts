import { sql, type Generated } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  assertUnreferenced,
  lockAllLiving,
  lockLiving,
  registerReference,
} from '../../../src/platform/database/references.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { ConflictError, ValidationError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

declare module '../../../src/platform/database/database.ts' {
  interface Database {
    test_shelves: { id: string; deleted_at: Generated<Date | null> };
    test_books: { id: string; shelf_id: string; deleted_at: Generated<Date | null> };
    test_labels: { id: string; shelf_id: string };
    test_chapters: { book_id: string; shelf_id: string };
  }
}

registerReference({ table: 'test_books', column: 'shelf_id', to: 'test_shelves', softDeleted: true });
registerReference({ table: 'test_labels', column: 'shelf_id', to: 'test_shelves', softDeleted: false });
registerReference({
  table: 'test_chapters',
  column: 'shelf_id',
  to: 'test_shelves',
  softDeleted: false,
  partOf: { table: 'test_books', column: 'book_id' },
});

describe('references', () => {
  let database: TestDatabase;
  let shelf: string;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    await administer(database.adminUrl, (client) =>
      client.query(`
        create table test_shelves (id uuid primary key, deleted_at timestamptz(3));
        create table test_books (id uuid primary key, shelf_id uuid references test_shelves, deleted_at timestamptz(3));
        create table test_labels (id uuid primary key, shelf_id uuid references test_shelves);
        create table test_chapters (book_id uuid references test_books, shelf_id uuid references test_shelves);
        grant all on test_shelves, test_books, test_labels, test_chapters to public`),
    );
  });

  afterAll(async () => {
    await database.close();
  });

  beforeEach(async () => {
    shelf = newId();
    await database.db.insertInto('test_shelves').values({ id: shelf }).execute();
  });

  const addBook = (id = newId()): Promise<string> =>
    inTransaction(database.db, async (transaction) => {
      await lockLiving(transaction, 'test_shelves', shelf, 'shelfId');
      await transaction.insertInto('test_books').values({ id, shelf_id: shelf }).execute();
      return id;
    });

  const removeShelf = (): Promise<void> =>
    inTransaction(database.db, async (transaction) => {
      await assertUnreferenced(transaction, 'test_shelves', shelf);
      await transaction.updateTable('test_shelves').set({ deleted_at: new Date() }).where('id', '=', shelf).execute();
    });

  it('lead to living rows only, and name the field that does not', async () => {
    await expect(addBook()).resolves.toBeTypeOf('string');
    shelf = newId();

    await expect(addBook()).rejects.toMatchObject({ entries: [{ code: 'VALIDATION_FAILED', field: 'shelfId' }] });
  });

  it('do not lead to a row that is marked as deleted', async () => {
    await removeShelf();

    await expect(addBook()).rejects.toBeInstanceOf(ValidationError);
  });

  it('keep the row they lead to, until they are gone', async () => {
    const book = await addBook();
    await expect(removeShelf()).rejects.toMatchObject({
      code: 'CONFLICT',
      entries: [{ details: { usedBy: ['test_books'] } }],
    });

    await database.db.updateTable('test_books').set({ deleted_at: new Date() }).where('id', '=', book).execute();
    await expect(removeShelf()).resolves.toBeUndefined();
  });

  it('count in tables whose rows are really deleted, too', async () => {
    await database.db.insertInto('test_labels').values({ id: newId(), shelf_id: shelf }).execute();

    await expect(removeShelf()).rejects.toBeInstanceOf(ConflictError);
  });

  it('count in parts for as long as the whole is there', async () => {
    const target = shelf;
    const other = newId();
    await database.db.insertInto('test_shelves').values({ id: other }).execute();
    shelf = other;
    const book = await addBook();
    await database.db.insertInto('test_chapters').values({ book_id: book, shelf_id: target }).execute();
    shelf = target;
    await expect(removeShelf()).rejects.toMatchObject({ entries: [{ details: { usedBy: ['test_chapters'] } }] });

    await database.db.updateTable('test_books').set({ deleted_at: new Date() }).where('id', '=', book).execute();
    await expect(removeShelf()).resolves.toBeUndefined();
  });

  it('are checked many at once, each missing one under its own name', async () => {
    const [missing, other] = [newId(), newId()];
    await database.db.insertInto('test_shelves').values({ id: other }).execute();
    const check = inTransaction(database.db, (transaction) =>
      lockAllLiving(transaction, 'test_shelves', [shelf, missing, other.toUpperCase()], (index) => `shelfIds.${index}`),
    );

    await expect(check).rejects.toMatchObject({ entries: [{ field: 'shelfIds.1' }] });
  });

  it('need no query when there are none', async () => {
    const check = inTransaction(database.db, (transaction) =>
      lockAllLiving(transaction, 'test_shelves', [], () => 'x'),
    );

    await expect(check).resolves.toBeUndefined();
  });

  it('never lead to a deleted row, however adding and deleting meet', async () => {
    for (let round = 0; round < 25; round += 1) {
      shelf = newId();
      await database.db.insertInto('test_shelves').values({ id: shelf }).execute();
      await Promise.allSettled([addBook(), removeShelf(), addBook(), removeShelf(), addBook()]);
    }

    const { rows } = await sql`
      select test_books.id from test_books join test_shelves on test_shelves.id = shelf_id
      where test_shelves.deleted_at is not null and test_books.deleted_at is null
    `.execute(database.db);
    expect(rows).toEqual([]);
  });
});
