import { describe, expect, it } from 'vitest';
import { CategoryService } from '../../../src/modules/categories/application/category-service.ts';
import type { Category } from '../../../src/modules/categories/domain/category.ts';
import { NotFoundError, PreconditionFailedError } from '../../../src/platform/errors.ts';
import { categoryInput } from '../../support/fixtures/categories.ts';
import { InMemoryRepository } from '../../support/in-memory-repository.ts';

const now = new Date('2030-01-01T00:00:00Z');
const unknownId = '00000000-0000-7000-8000-000000000000';

const newService = (): CategoryService => {
  const repository = new InMemoryRepository<Category>();
  return new CategoryService(repository, { now: () => now });
};

describe('the service of categories', () => {
  it('makes one in its first version', async () => {
    const service = newService();
    const made = await service.create(categoryInput(1));
    expect(made).toMatchObject({ version: 1, createdAt: now, updatedAt: now });
    expect(await service.get(made.id)).toEqual(made);
  });

  it('makes the slug from the name when none is given', async () => {
    const input = { ...categoryInput(1), slug: undefined };
    const made = await newService().create({ ...input, name: ' Crème & Söhne ' });
    expect(made.slug).toBe('creme-sohne');
    const nameless = await newService().create({ ...input, name: '日本' });
    expect(nameless.slug).toBe(nameless.id);
  });

  it('says when there is none', async () => {
    await expect(newService().get(unknownId)).rejects.toThrow(NotFoundError);
    await expect(newService().delete(unknownId, [1])).rejects.toThrow(NotFoundError);
    await expect(newService().patch(unknownId, [1], {})).rejects.toThrow(NotFoundError);
  });

  it('changes only the version that the caller has seen', async () => {
    const service = newService();
    const made = await service.create(categoryInput(1));
    const other = categoryInput(2);
    const changes = { name: other.name };
    const expected = { ...changes, version: 2, updatedAt: now };
    expect(await service.patch(made.id, [1], changes)).toMatchObject(expected);
    await expect(service.patch(made.id, [1], changes)).rejects.toThrow(PreconditionFailedError);
  });

  it('replaces only the version that the caller has seen', async () => {
    const service = newService();
    const { id } = await service.create(categoryInput(1));
    const content = categoryInput(2);
    expect(await service.replace(id, [1], content)).toMatchObject({ ...content, version: 2 });
    await expect(service.replace(id, [1], content)).rejects.toThrow(PreconditionFailedError);
  });

  it('deletes only the version that the caller has seen', async () => {
    const service = newService();
    const { id } = await service.create(categoryInput(1));
    await expect(service.delete(id, [2])).rejects.toThrow(PreconditionFailedError);
    await service.delete(id, [1]);
    await expect(service.get(id)).rejects.toThrow(NotFoundError);
  });
});
