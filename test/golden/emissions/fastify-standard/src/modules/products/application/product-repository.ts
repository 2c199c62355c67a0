import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Product, ProductChanges } from '../domain/product.ts';

/** What products can be narrowed to. */
export interface ProductFilters {
  readonly minPrice?: string | undefined;
  readonly maxPrice?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly categoryId?: string | undefined;
  /** Words to be found, in the syntax of a web search. */
  readonly q?: string | undefined;
}

/** What products can be sorted by. */
export type ProductSort = 'name' | 'price' | 'createdAt';

/** Keeps products. Those that were deleted are not seen by any of its methods. */
export interface ProductRepository {
  findById(id: string): Promise<Product | undefined>;
  /** @throws MalformedRequestError when the cursor does not fit the order */
  list(filters: ProductFilters, page: PageRequest<ProductSort>): Promise<Page<Product>>;
  /** @throws ValidationError when something referred to does not exist */
  insert(product: Product): Promise<Product>;
  /**
   * Changes a product if it still has an expected version, and counts the version up.
   *
   * @returns the result, or nothing when there is none of that id and such a version
   * @throws ValidationError when something referred to does not exist
   */
  update(
    id: string,
    expectedVersion: ExpectedVersion,
    changes: ProductChanges,
    now: Date,
  ): Promise<Product | undefined>;
  /**
   * Marks a product as deleted if it still has an expected version.
   *
   * @returns whether there was one of that id and such a version
   * @throws ConflictError when others still refer to it
   */
  delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean>;
}
