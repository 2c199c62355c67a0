import type { Selectable } from 'kysely';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { translateDatabaseError } from '../../../platform/database/errors.ts';
import { among } from '../../../platform/database/expected-version.ts';
import { prepare } from '../../../platform/database/prepare.ts';
import { prepareKeysetPage } from '../../../platform/database/prepared-keyset.ts';
import { assertUnreferenced } from '../../../platform/database/references.ts';
import { matchesWords } from '../../../platform/database/search.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { NoteFilters, NoteRepository, NoteSort } from '../application/note-repository.ts';
import type { Note, NoteChanges } from '../domain/note.ts';
import type { NotesTable } from './notes-table.ts';

type Row = Omit<Selectable<NotesTable>, 'deleted_at' | 'search_vector'>;

const columns = ['id', 'title', 'body', 'is_pinned', 'version', 'created_at', 'updated_at'] as const;

const sortColumns = { title: 'title', createdAt: 'created_at' } as const;

const toNote = (row: Row): Note => ({
  id: row.id,
  title: row.title,
  body: row.body,
  isPinned: row.is_pinned,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Notes in PostgreSQL. */
export class KyselyNoteRepository implements NoteRepository {
  readonly #byId;
  readonly #page;

  constructor(private readonly database: Db) {
    this.#byId = prepare(database, ({ id }: { id: string }) => this.#living().select(columns).where('id', '=', id));
    this.#page = prepareKeysetPage(database, (filters: NoteFilters) => this.#matching(filters), {
      columns: sortColumns,
      map: toNote,
      mayScan: ({ q }) => q !== undefined,
    });
  }

  async findById(id: string): Promise<Note | undefined> {
    const {
      rows: [row],
    } = await this.#byId({ id });
    return row && toNote(row);
  }

  async list(filters: NoteFilters, request: PageRequest<NoteSort>): Promise<Page<Note>> {
    return this.#page(filters, request);
  }

  async insert(note: Note): Promise<Note> {
    return this.#write(async (transaction) => {
      const insertion = transaction.insertInto('notes').values({
        id: note.id,
        title: note.title,
        body: note.body,
        is_pinned: note.isPinned,
        version: note.version,
        created_at: note.createdAt,
        updated_at: note.updatedAt,
      });
      const row = await insertion.returning(columns).executeTakeFirstOrThrow();
      return toNote(row);
    });
  }

  async update(
    id: string,
    expectedVersion: ExpectedVersion,
    changes: NoteChanges,
    now: Date,
  ): Promise<Note | undefined> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('notes').set({
        title: changes.title,
        body: changes.body,
        is_pinned: changes.isPinned,
        version: (stored) => stored('version', '+', 1),
        updated_at: now,
      });
      const one = update
        .where('id', '=', id)
        .where('version', '=', among(expectedVersion))
        .where('deleted_at', 'is', null);
      const row = await one.returning(columns).executeTakeFirst();
      if (row === undefined) return undefined;
      return toNote(row);
    });
  }

  async delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('notes').set({
        deleted_at: now,
        updated_at: now,
        version: (stored) => stored('version', '+', 1),
      });
      const one = update
        .where('id', '=', id)
        .where('version', '=', among(expectedVersion))
        .where('deleted_at', 'is', null);
      const { numUpdatedRows } = await one.executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      // Last: whoever has seen an old version learns that first.
      await assertUnreferenced(transaction, 'notes', id);
      return true;
    });
  }

  #matching(filters: NoteFilters) {
    let query = this.#living().select(columns);
    if (filters.isPinned !== undefined) {
      query = query.where('is_pinned', '=', filters.isPinned);
    }
    if (filters.q !== undefined) {
      query = query.where(matchesWords(filters.q));
    }
    return query;
  }

  #living() {
    return this.database.selectFrom('notes').where('deleted_at', 'is', null);
  }

  async #write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    try {
      return await inTransaction(this.database, work);
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }
}
