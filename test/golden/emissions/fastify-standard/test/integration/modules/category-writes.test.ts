import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Category } from '../../../src/modules/categories/domain/category.ts';
import { KyselyCategoryRepository } from '../../../src/modules/categories/persistence/category-kysely-repository.ts';
import { registerReference } from '../../../src/platform/database/references.ts';
import { ConflictError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { sampleCategory } from '../../support/fixtures/categories.ts';

const now = new Date('2030-01-01T00:00:00Z');

describe('categories in the database', () => {
  let database: TestDatabase;
  let repository: KyselyCategoryRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    repository = new KyselyCategoryRepository(database.db);
  });

  afterAll(() => database.close());

  let samples = 0;
  const newSample = (): Promise<Category> => {
    samples += 1;
    return Promise.resolve(sampleCategory(samples));
  };

  it('gives back every member as it was stored', async () => {
    const category = await newSample();
    expect(await repository.insert(category)).toEqual(category);
    expect(await repository.findById(category.id)).toEqual(category);
  });

  it('stores every member that is changed', async () => {
    const before = await repository.insert(await newSample());
    const other = await newSample();
    const changes = {
      name: other.name,
      slug: other.slug,
    };
    const expected = { ...before, ...changes, version: 2, updatedAt: now };
    expect(await repository.update(before.id, [1], changes, now)).toEqual(expected);
    expect(await repository.findById(before.id)).toEqual(expected);
  });

  it('refuses a second one with the same name, and names the member', async () => {
    const first = await repository.insert(await newSample());
    const second = {
      ...(await newSample()),
      name: first.name,
    };
    const error: unknown = await repository.insert(second).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ entries: [{ field: 'name' }] });
  });

  it('does not see what was deleted, and lets its values be used again', async () => {
    const category = await repository.insert(await newSample());
    expect(await repository.delete(category.id, [7], now)).toBe(false);
    expect(await repository.delete(category.id, [1], now)).toBe(true);
    expect(await repository.delete(category.id, [2], now)).toBe(false);
    expect(await repository.update(category.id, [2], {}, now)).toBeUndefined();
    expect(await repository.findById(category.id)).toBeUndefined();
    expect(await repository.insert({ ...category, id: newId() })).toMatchObject({ version: 1 });
  });

  it('is kept when it is in use, and whoever has seen an old version learns that first', async () => {
    // From here on, every row is in use: by itself.
    registerReference({ table: 'categories', column: 'id', to: 'categories', softDeleted: false });
    const category = await repository.insert(await newSample());
    expect(await repository.delete(category.id, [7], now)).toBe(false);
    await expect(repository.delete(category.id, [1], now)).rejects.toThrow(ConflictError);
    expect(await repository.findById(category.id)).toEqual(category);
  });
});
