import { sql } from 'kysely';
import type { Db } from '../../../platform/database/database.ts';
import type { OrderItem } from '../domain/order.ts';

/** The order items of some orders, by the id of the order, in their order. */
export const readOrderItems = async (database: Db, ids: readonly string[]): Promise<Map<string, OrderItem[]>> => {
  const found = new Map<string, OrderItem[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const columns = ['order_id', 'quantity', 'unit_price', 'product_id'] as const;
  const stored = database.selectFrom('order_items').select(columns);
  const ofThese = stored.where('order_id', '=', sql<string>`any(${ids}::uuid[])`);
  for (const row of await ofThese.orderBy('position').execute()) {
    found.get(row.order_id)?.push({
      quantity: row.quantity,
      unitPrice: row.unit_price,
      productId: row.product_id,
    });
  }
  return found;
};
