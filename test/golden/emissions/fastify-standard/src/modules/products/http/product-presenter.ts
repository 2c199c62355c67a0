import type { z } from 'zod';
import type { Product } from '../domain/product.ts';
import type { productSchema } from './products-schemas.ts';

/** Turns a product into what clients get. */
export const presentProduct = (product: Product): z.input<typeof productSchema> => ({
  id: product.id,
  name: product.name,
  description: product.description,
  price: product.price,
  stock: product.stock,
  isActive: product.isActive,
  categoryId: product.categoryId,
  version: product.version,
  createdAt: product.createdAt.toISOString(),
  updatedAt: product.updatedAt.toISOString(),
  _links: {
    self: { href: `/api/v1/products/${product.id}` },
    category: { href: `/api/v1/categories/${product.categoryId}` },
  },
});
