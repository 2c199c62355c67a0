import type { z } from 'zod';
import type { Category } from '../domain/category.ts';
import type { categorySchema } from './categories-schemas.ts';

/** Turns a category into what clients get. */
export const presentCategory = (category: Category): z.input<typeof categorySchema> => ({
  id: category.id,
  name: category.name,
  slug: category.slug,
  version: category.version,
  createdAt: category.createdAt.toISOString(),
  updatedAt: category.updatedAt.toISOString(),
  _links: {
    self: { href: `/api/v1/categories/${category.id}` },
    products: { href: `/api/v1/categories/${category.id}/products` },
  },
});
