import type { Selectable } from 'kysely';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { translateDatabaseError } from '../../../platform/database/errors.ts';
import { among } from '../../../platform/database/expected-version.ts';
import { prepare } from '../../../platform/database/prepare.ts';
import { prepareKeysetPage } from '../../../platform/database/prepared-keyset.ts';
import { assertUnreferenced, lockLiving, registerReference } from '../../../platform/database/references.ts';
import { matchesWords } from '../../../platform/database/search.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { ProductFilters, ProductRepository, ProductSort } from '../application/product-repository.ts';
import type { Product, ProductChanges } from '../domain/product.ts';
import type { ProductsTable } from './products-table.ts';

type Row = Omit<Selectable<ProductsTable>, 'deleted_at' | 'search_vector'>;

const columns = [
  'id',
  'name',
  'description',
  'price',
  'stock',
  'is_active',
  'category_id',
  'version',
  'created_at',
  'updated_at',
] as const;

const sortColumns = { name: 'name', price: 'price', createdAt: 'created_at' } as const;

/** The member behind each constraint that a change can break. */
const constraints = {
  products_category_id_fkey: 'categoryId',
};

const toProduct = (row: Row): Product => ({
  id: row.id,
  name: row.name,
  description: row.description,
  price: row.price,
  stock: row.stock,
  isActive: row.is_active,
  categoryId: row.category_id,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

registerReference({
  table: 'products',
  column: 'category_id',
  to: 'categories',
  softDeleted: true,
});

/** Products in PostgreSQL. */
export class KyselyProductRepository implements ProductRepository {
  readonly #byId;
  readonly #page;

  constructor(private readonly database: Db) {
    this.#byId = prepare(database, ({ id }: { id: string }) => this.#living().select(columns).where('id', '=', id));
    this.#page = prepareKeysetPage(database, (filters: ProductFilters) => this.#matching(filters), {
      columns: sortColumns,
      map: toProduct,
      mayScan: ({ q }) => q !== undefined,
    });
  }

  async findById(id: string): Promise<Product | undefined> {
    const {
      rows: [row],
    } = await this.#byId({ id });
    return row && toProduct(row);
  }

  async list(filters: ProductFilters, request: PageRequest<ProductSort>): Promise<Page<Product>> {
    return this.#page(filters, request);
  }

  async insert(product: Product): Promise<Product> {
    return this.#write(async (transaction) => {
      await lockLiving(transaction, 'categories', product.categoryId, 'categoryId');
      const insertion = transaction.insertInto('products').values({
        id: product.id,
        name: product.name,
        description: product.description,
        price: product.price,
        stock: product.stock,
        is_active: product.isActive,
        category_id: product.categoryId,
        version: product.version,
        created_at: product.createdAt,
        updated_at: product.updatedAt,
      });
      const row = await insertion.returning(columns).executeTakeFirstOrThrow();
      return toProduct(row);
    });
  }

  async update(
    id: string,
    expectedVersion: ExpectedVersion,
    changes: ProductChanges,
    now: Date,
  ): Promise<Product | undefined> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('products').set({
        name: changes.name,
        description: changes.description,
        price: changes.price,
        stock: changes.stock,
        is_active: changes.isActive,
        category_id: changes.categoryId,
        version: (stored) => stored('version', '+', 1),
        updated_at: now,
      });
      const one = update
        .where('id', '=', id)
        .where('version', '=', among(expectedVersion))
        .where('deleted_at', 'is', null);
      const row = await one.returning(columns).executeTakeFirst();
      if (row === undefined) return undefined;
      if (changes.categoryId !== undefined) {
        await lockLiving(transaction, 'categories', changes.categoryId, 'categoryId');
      }
      return toProduct(row);
    });
  }

  async delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean> {
    return this.#write(async (transaction) => {
      const update = transaction.updateTable('products').set({
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
      await assertUnreferenced(transaction, 'products', id);
      return true;
    });
  }

  #matching(filters: ProductFilters) {
    let query = this.#living().select(columns);
    if (filters.minPrice !== undefined) {
      query = query.where('price', '>=', filters.minPrice);
    }
    if (filters.maxPrice !== undefined) {
      query = query.where('price', '<=', filters.maxPrice);
    }
    if (filters.isActive !== undefined) {
      query = query.where('is_active', '=', filters.isActive);
    }
    if (filters.categoryId !== undefined) {
      query = query.where('category_id', '=', filters.categoryId);
    }
    if (filters.q !== undefined) {
      query = query.where(matchesWords(filters.q));
    }
    return query;
  }

  #living() {
    return this.database.selectFrom('products').where('deleted_at', 'is', null);
  }

  async #write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    try {
      return await inTransaction(this.database, work);
    } catch (error) {
      throw translateDatabaseError(error, constraints);
    }
  }
}
