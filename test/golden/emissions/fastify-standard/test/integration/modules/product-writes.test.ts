import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../../../src/modules/products/domain/product.ts';
import { KyselyProductRepository } from '../../../src/modules/products/persistence/product-kysely-repository.ts';
import { assertUnreferenced, registerReference } from '../../../src/platform/database/references.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { ConflictError, ValidationError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { sampleProduct } from '../../support/fixtures/products.ts';

const now = new Date('2030-01-01T00:00:00Z');

describe('products in the database', () => {
  let database: TestDatabase;
  let repository: KyselyProductRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyProductRepository(database.db);
  });

  afterAll(() => database.close());

  let samples = 0;
  const newSample = (): Promise<Product> => {
    samples += 1;
    return sampleProduct(database.db, samples);
  };

  it('gives back every member as it was stored', async () => {
    const product = await newSample();
    expect(await repository.insert(product)).toEqual(product);
    expect(await repository.findById(product.id)).toEqual(product);
  });

  it('are not stored with a value that their columns refuse, whoever writes', async () => {
    const { id } = await repository.insert(await newSample());
    const refused = ['price = -1', 'stock = -1'];
    for (const change of refused) {
      const update = sql`update products set ${sql.raw(change)} where id = ${id}`;
      await expect(update.execute(database.db)).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('stores every member that is changed', async () => {
    const before = await repository.insert(await newSample());
    const other = await newSample();
    const changes = {
      name: other.name,
      description: other.description,
      price: other.price,
      stock: other.stock,
      isActive: !before.isActive,
      categoryId: other.categoryId,
    };
    const expected = { ...before, ...changes, version: 2, updatedAt: now };
    expect(await repository.update(before.id, [1], changes, now)).toEqual(expected);
    expect(await repository.findById(before.id)).toEqual(expected);
  });

  it('counts up the version, and lets only one of two writers through', async () => {
    const first = await repository.insert(await newSample());
    const changes = { name: first.name };
    const results = await Promise.all([1, 2].map(() => repository.update(first.id, [1], changes, now)));
    expect(results.filter((result) => result !== undefined)).toMatchObject([{ id: first.id, version: 2 }]);
    expect(await repository.update(first.id, [1], changes, now)).toBeUndefined();
  });

  it('changes what has one of several versions, or any, and counts up the one it has', async () => {
    const { id } = await repository.insert(await newSample());
    expect(await repository.update(id, [], {}, now)).toBeUndefined();
    expect(await repository.update(id, [7, 1], {}, now)).toMatchObject({ version: 2 });
    expect(await repository.update(id, [1, 2], {}, now)).toMatchObject({ version: 3 });
    expect(await repository.update(id, 'any', {}, now)).toMatchObject({ version: 4 });
  });

  it('leaves alone what is not changed', async () => {
    const before = await repository.insert(await newSample());
    expect(await repository.update(before.id, [1], {}, now)).toEqual({ ...before, version: 2, updatedAt: now });
  });

  it('does not see what was deleted, and lets its values be used again', async () => {
    const product = await repository.insert(await newSample());
    expect(await repository.delete(product.id, [7], now)).toBe(false);
    expect(await repository.delete(product.id, [1], now)).toBe(true);
    expect(await repository.delete(product.id, [2], now)).toBe(false);
    expect(await repository.update(product.id, [2], {}, now)).toBeUndefined();
    expect(await repository.findById(product.id)).toBeUndefined();
    expect(await repository.insert({ ...product, id: newId() })).toMatchObject({ version: 1 });
  });

  it('refuses a categoryId that is not there or was deleted, and keeps one that is used', async () => {
    const nowhere = {
      ...(await newSample()),
      categoryId: newId(),
    };
    const error: unknown = await repository.insert(nowhere).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ entries: [{ field: 'categoryId' }] });

    const keeper = await repository.insert(await newSample());
    await inTransaction(database.db, async (transaction) => {
      const use = assertUnreferenced(transaction, 'categories', keeper.categoryId);
      await expect(use).rejects.toThrow(ConflictError);
    });

    const orphan = await newSample();
    const parents = database.db.updateTable('categories').set({ deleted_at: now });
    await parents.where('id', '=', orphan.categoryId).execute();
    await expect(repository.insert(orphan)).rejects.toThrow(ValidationError);
    const move = { categoryId: orphan.categoryId };
    await expect(repository.update(keeper.id, [1], move, now)).rejects.toThrow(ValidationError);
  });

  it('is kept when it is in use, and whoever has seen an old version learns that first', async () => {
    // From here on, every row is in use: by itself.
    registerReference({ table: 'products', column: 'id', to: 'products', softDeleted: false });
    const product = await repository.insert(await newSample());
    expect(await repository.delete(product.id, [7], now)).toBe(false);
    await expect(repository.delete(product.id, [1], now)).rejects.toThrow(ConflictError);
    expect(await repository.findById(product.id)).toEqual(product);
  });
});
