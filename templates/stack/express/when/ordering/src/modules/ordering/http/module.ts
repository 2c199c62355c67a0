import type { HttpModule } from '../../../app/module.ts';
import { createOrdering } from '../index.ts';
import { orderingOperations } from './ordering-operations.ts';
import { orderingRoutes } from './routes.ts';

/** The routes of ordering. */
export const orderingModule: HttpModule = {
  name: 'ordering',
  operations: orderingOperations,
  routes: (platform) => orderingRoutes(createOrdering(platform)),
};
