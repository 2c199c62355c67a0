import type { HttpModule } from '../../../app/module.ts';
import { createCategories } from '../index.ts';
import { categoriesOperations } from './categories-operations.ts';
import { resourceRoutes } from './routes.ts';

/** The routes of categories. */
export const categoriesModule: HttpModule = {
  name: 'categories',
  operations: categoriesOperations,
  routes: (platform) => resourceRoutes({ categories: createCategories(platform) }),
};
