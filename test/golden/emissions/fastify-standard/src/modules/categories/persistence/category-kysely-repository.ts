import type { Selectable } from 'kysely';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { translateDatabaseError } from '../../../platform/database/errors.ts';
import { among } from '../../../platform/database/expected-version.ts';
import { prepare } from '../../../platform/database/prepare.ts';
import { prepareKeysetPage } from '../../../platform/database/prepared-keyset.ts';
import { assertUnreferenced } from '../../../platform/database/references.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { CategoryRepository, CategorySort } from '../application/category-repository.ts';
import type { Category, CategoryChanges } from '../domain/category.ts';
import type { CategoriesTable } from './categories-table.ts';

type Row = Omit<Selectable<CategoriesTable>, 'deleted_at'>;

const columns = ['id', 'name', 'slug', 'version', 'created_at', 'updated_at'] as const;

const sortColumns = { name: 'name', createdAt: 'created_at' } as const;

/** The member behind each constraint that a change can break. */
const constraints = {
  categories_name_key: 'name',
};

const toCategory = (row: Row): Category => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Categories in PostgreSQL. */
export class KyselyCategoryRepository implements CategoryRepository {
  readonly #byId;
  readonly #page;

  constructor(private readonly database: Db) {
    this.#byId = prepare(database, ({ id }: { id: string }) => this.#living().select(columns).where('id', '=', id));
    this.#page = prepareKeysetPage(database, () => this.#living().select(columns), {
      columns: sortColumns,
      map: toCategory,
    });
  }

  async findById(id: string): Promise<Category | undefined> {
    const {
      rows: [row],
    } = await this.#byId({ id });
    return row && toCategory(row);
  }

  async list(request: PageRequest<CategorySort>): Promise<Page<Category>> {
    return this.#page({}, request);
  }

  async insert(category: Category): Promise<Category> {
    return this.#write(async (transaction) => {
      const insertion = transaction.insertInto('categories').values({
        id: category.id,
        name: category.name,
        slug: category.slug,
        version: category.version,
        created_at: category.createdAt,
        updated_at: category.updatedAt,
      });
      const row = await insertion.returning(columns).executeTakeFirstOrThrow();
      return toCategory(row);
    });
  }

  async update(
    id: string,
    expectedVersion: ExpectedVersion,
    changes: CategoryChanges,
    now: Date,
  ): Promise<Category | undefined> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('categories').set({
        name: changes.name,
        slug: changes.slug,
        version: (stored) => stored('version', '+', 1),
        updated_at: now,
      });
      const one = update
        .where('id', '=', id)
        .where('version', '=', among(expectedVersion))
        .where('deleted_at', 'is', null);
      const row = await one.returning(columns).executeTakeFirst();
      if (row === undefined) return undefined;
      return toCategory(row);
    });
  }

  async delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('categories').set({
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
      await assertUnreferenced(transaction, 'categories', id);
      return true;
    });
  }

  #living() {
    return this.database.selectFrom('categories').where('deleted_at', 'is', null);
  }

  async #write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    try {
      return await inTransaction(this.database, work);
    } catch (error) {
      throw translateDatabaseError(error, constraints);
    }
  }
}
