import type { OrderStatus } from '../domain/order.ts';

/** The rows of orders. */
export interface OrdersTable {
  readonly id: string;
  readonly user_id: string;
  readonly status: OrderStatus;
  readonly total: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
}

/** The rows of order items, in the order of their position. */
export interface OrderItemsTable {
  readonly order_id: string;
  readonly position: number;
  readonly quantity: number;
  readonly unit_price: string;
  readonly product_id: string;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    orders: OrdersTable;
    order_items: OrderItemsTable;
  }
}
