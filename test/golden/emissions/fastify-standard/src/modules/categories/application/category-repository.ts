import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Category, CategoryChanges } from '../domain/category.ts';

/** What categories can be sorted by. */
export type CategorySort = 'name' | 'createdAt';

/** Keeps categories. Those that were deleted are not seen by any of its methods. */
export interface CategoryRepository {
  findById(id: string): Promise<Category | undefined>;
  /** @throws MalformedRequestError when the cursor does not fit the order */
  list(page: PageRequest<CategorySort>): Promise<Page<Category>>;
  /** @throws ConflictError when a unique value is taken */
  insert(category: Category): Promise<Category>;
  /**
   * Changes a category if it still has an expected version, and counts the version up.
   *
   * @returns the result, or nothing when there is none of that id and such a version
   * @throws ConflictError when a unique value is taken
   */
  update(
    id: string,
    expectedVersion: ExpectedVersion,
    changes: CategoryChanges,
    now: Date,
  ): Promise<Category | undefined>;
  /**
   * Marks a category as deleted if it still has an expected version.
   *
   * @returns whether there was one of that id and such a version
   * @throws ConflictError when others still refer to it
   */
  delete(id: string, expectedVersion: ExpectedVersion, now: Date): Promise<boolean>;
}
