import type { z } from 'zod';
import type { Order } from '../domain/order.ts';
import type { orderSchema } from './orders-schemas.ts';

/** Turns an order into what clients get. */
export const presentOrder = (order: Order): z.input<typeof orderSchema> => ({
  id: order.id,
  userId: order.userId,
  status: order.status,
  total: order.total,
  items: order.items.map((part) => ({
    quantity: part.quantity,
    unitPrice: part.unitPrice,
    productId: part.productId,
  })),
  version: order.version,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
  _links: {
    self: { href: `/api/v1/orders/${order.id}` },
  },
});
