import type { HttpModule } from '../../../app/module.ts';
import { createUsers } from '../../users/index.ts';
import { createOrders } from '../index.ts';
import { ordersOperations } from './orders-operations.ts';
import { resourceRoutes } from './routes.ts';

/** The routes of orders. */
export const ordersModule: HttpModule = {
  name: 'orders',
  operations: ordersOperations,
  routes: (platform) => resourceRoutes({ orders: createOrders(platform), users: createUsers(platform) }),
};
