import type { Clock } from '../../../platform/clock.ts';
import { NotFoundError, PreconditionFailedError } from '../../../platform/errors.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import { newId } from '../../../platform/id.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import {
  newProduct,
  type Product,
  type ProductChanges,
  type ProductInput,
  type ProductReplacement,
} from '../domain/product.ts';
import type { ProductFilters, ProductRepository, ProductSort } from './product-repository.ts';

/** The use cases of products. */
export class ProductService {
  constructor(
    private readonly repository: ProductRepository,
    private readonly clock: Clock,
  ) {}

  /** One page of those that match. */
  async list(filters: ProductFilters, page: PageRequest<ProductSort>): Promise<Page<Product>> {
    return this.repository.list(filters, page);
  }

  /** @throws NotFoundError when there is none of that id */
  async get(id: string): Promise<Product> {
    const product = await this.repository.findById(id);
    if (product === undefined) throw new NotFoundError();
    return product;
  }

  /** @throws ValidationError when something referred to does not exist */
  async create(input: ProductInput): Promise<Product> {
    return this.repository.insert(newProduct(input, newId(), this.clock.now()));
  }

  /**
   * Gives it a whole new content. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError, ValidationError
   */
  async replace(id: string, expectedVersion: ExpectedVersion, input: ProductReplacement): Promise<Product> {
    return this.#change(id, expectedVersion, input);
  }

  /**
   * Changes some members. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError, ValidationError
   */
  async patch(id: string, expectedVersion: ExpectedVersion, changes: ProductChanges): Promise<Product> {
    return this.#change(id, expectedVersion, changes);
  }

  /**
   * Deletes it, if the caller has seen its latest version.
   *
   * @throws NotFoundError, PreconditionFailedError; ConflictError when others still refer to it
   */
  async delete(id: string, expectedVersion: ExpectedVersion): Promise<void> {
    if (await this.repository.delete(id, expectedVersion, this.clock.now())) return;
    await this.get(id);
    throw new PreconditionFailedError();
  }

  async #change(id: string, expectedVersion: ExpectedVersion, changes: ProductChanges): Promise<Product> {
    const changed = await this.repository.update(id, expectedVersion, changes, this.clock.now());
    if (changed !== undefined) return changed;
    await this.get(id);
    throw new PreconditionFailedError();
  }
}
