import type { Changes } from '../../../platform/changes.ts';
import { toSlug } from '../../../platform/slug.ts';

/** A group of products that are shown together. */
export interface Category {
  readonly id: string;
  /** What customers see. */
  readonly name: string;
  /** The name as part of a web address; made from the name when none is given. */
  readonly slug: string;
  /** Counts the changes: who changes it must have seen the latest. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the server sees to itself. */
type Kept = 'id' | 'version' | 'createdAt' | 'updatedAt';

/** What makes a category. */
export interface CategoryInput extends Omit<Category, Kept | 'slug'> {
  /** Made from the name when it is not given. */
  readonly slug?: string | undefined;
}

/** What can be replaced later. */
export type CategoryReplacement = CategoryInput;

/** What can be changed later, member by member. */
export type CategoryChanges = Changes<CategoryReplacement>;

/** The slug of a category: what was given, or else made of the name. */
export const slugOf = (input: CategoryReplacement, id: string): string => {
  if (input.slug !== undefined) return input.slug;
  return toSlug(input.name, 120) || id;
};

/** A new category, in its first version. */
export const newCategory = (input: CategoryInput, id: string, now: Date): Category => ({
  ...input,
  slug: slugOf(input, id),
  id,
  version: 1,
  createdAt: now,
  updatedAt: now,
});
