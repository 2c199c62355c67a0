import type { Clock } from '../../../platform/clock.ts';
import { NotFoundError, PreconditionFailedError } from '../../../platform/errors.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import { newId } from '../../../platform/id.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import {
  type Category,
  type CategoryChanges,
  type CategoryInput,
  type CategoryReplacement,
  newCategory,
  slugOf,
} from '../domain/category.ts';
import type { CategoryRepository, CategorySort } from './category-repository.ts';

/** The use cases of categories. */
export class CategoryService {
  constructor(
    private readonly repository: CategoryRepository,
    private readonly clock: Clock,
  ) {}

  /** One page of those that match. */
  async list(page: PageRequest<CategorySort>): Promise<Page<Category>> {
    return this.repository.list(page);
  }

  /** @throws NotFoundError when there is none of that id */
  async get(id: string): Promise<Category> {
    const category = await this.repository.findById(id);
    if (category === undefined) throw new NotFoundError();
    return category;
  }

  /** @throws ConflictError when a unique value is taken */
  async create(input: CategoryInput): Promise<Category> {
    return this.repository.insert(newCategory(input, newId(), this.clock.now()));
  }

  /**
   * Gives it a whole new content. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError, ConflictError
   */
  async replace(id: string, expectedVersion: ExpectedVersion, input: CategoryReplacement): Promise<Category> {
    return this.#change(id, expectedVersion, { ...input, slug: slugOf(input, id) });
  }

  /**
   * Changes some members. `expectedVersion` is what the caller has seen.
   *
   * @throws NotFoundError, PreconditionFailedError, ConflictError
   */
  async patch(id: string, expectedVersion: ExpectedVersion, changes: CategoryChanges): Promise<Category> {
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

  async #change(id: string, expectedVersion: ExpectedVersion, changes: CategoryChanges): Promise<Category> {
    const changed = await this.repository.update(id, expectedVersion, changes, this.clock.now());
    if (changed !== undefined) return changed;
    await this.get(id);
    throw new PreconditionFailedError();
  }
}
