import type { Platform } from '../../platform/platform.ts';
import { ProductService } from './application/product-service.ts';
import { KyselyProductRepository } from './persistence/product-kysely-repository.ts';

export type { Product } from './domain/product.ts';
export { ProductService } from './application/product-service.ts';
export { presentProduct } from './http/product-presenter.ts';
export { productSchema } from './http/products-schemas.ts';

/** The use cases of products, on the database of the platform. */
export const createProducts = (platform: Platform): ProductService =>
  new ProductService(new KyselyProductRepository(platform.database), platform.clock);
