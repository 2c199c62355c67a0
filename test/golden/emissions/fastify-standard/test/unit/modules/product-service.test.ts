import { describe, expect, it } from 'vitest';
import { ProductService } from '../../../src/modules/products/application/product-service.ts';
import type { Product } from '../../../src/modules/products/domain/product.ts';
import { NotFoundError, PreconditionFailedError } from '../../../src/platform/errors.ts';
import { productInput } from '../../support/fixtures/products.ts';
import { InMemoryRepository } from '../../support/in-memory-repository.ts';

const now = new Date('2030-01-01T00:00:00Z');
const unknownId = '00000000-0000-7000-8000-000000000000';
const references = {
  categoryId: '00000000-0000-7000-8000-000000000001',
};

const newService = (): ProductService => {
  const repository = new InMemoryRepository<Product>();
  return new ProductService(repository, { now: () => now });
};

describe('the service of products', () => {
  it('makes one in its first version', async () => {
    const service = newService();
    const made = await service.create(productInput(1, references));
    expect(made).toMatchObject({ version: 1, createdAt: now, updatedAt: now });
    expect(await service.get(made.id)).toEqual(made);
  });

  it('says when there is none', async () => {
    await expect(newService().get(unknownId)).rejects.toThrow(NotFoundError);
    await expect(newService().delete(unknownId, [1])).rejects.toThrow(NotFoundError);
    await expect(newService().patch(unknownId, [1], {})).rejects.toThrow(NotFoundError);
  });

  it('changes only the version that the caller has seen', async () => {
    const service = newService();
    const made = await service.create(productInput(1, references));
    const other = productInput(2, references);
    const changes = { name: other.name };
    const expected = { ...changes, version: 2, updatedAt: now };
    expect(await service.patch(made.id, [1], changes)).toMatchObject(expected);
    await expect(service.patch(made.id, [1], changes)).rejects.toThrow(PreconditionFailedError);
  });

  it('replaces only the version that the caller has seen', async () => {
    const service = newService();
    const { id } = await service.create(productInput(1, references));
    const content = productInput(2, references);
    expect(await service.replace(id, [1], content)).toMatchObject({ ...content, version: 2 });
    await expect(service.replace(id, [1], content)).rejects.toThrow(PreconditionFailedError);
  });

  it('deletes only the version that the caller has seen', async () => {
    const service = newService();
    const { id } = await service.create(productInput(1, references));
    await expect(service.delete(id, [2])).rejects.toThrow(PreconditionFailedError);
    await service.delete(id, [1]);
    await expect(service.get(id)).rejects.toThrow(NotFoundError);
  });
});
