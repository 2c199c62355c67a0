import type { HttpModule } from '../../../app/module.ts';
import { createCategories } from '../../categories/index.ts';
import { createProducts } from '../index.ts';
import { productsOperations } from './products-operations.ts';
import { resourceRoutes } from './routes.ts';

/** The routes of products. */
export const productsModule: HttpModule = {
  name: 'products',
  operations: productsOperations,
  routes: (platform) => resourceRoutes({ products: createProducts(platform), categories: createCategories(platform) }),
};
