import type { Platform } from '../../platform/platform.ts';
import { OrderService } from './application/order-service.ts';
import { KyselyOrderRepository } from './persistence/order-kysely-repository.ts';

export type { Order } from './domain/order.ts';
export { OrderService } from './application/order-service.ts';
export { presentOrder } from './http/order-presenter.ts';
export { orderSchema } from './http/orders-schemas.ts';

/** The use cases of orders, on the database of the platform. */
export const createOrders = (platform: Platform): OrderService =>
  new OrderService(new KyselyOrderRepository(platform.database));
