import type { Selectable } from 'kysely';
import { sampleDecimal, sampleOf, seedId, seedInstant } from '../../../commands/samples.ts';
import { ORDER_STATUS_VALUES } from '../domain/order.ts';
import type { OrdersTable } from './orders-table.ts';

interface References {
  readonly userId: string;
}

/** The n-th sample order, as it is stored. */
export const orderRow = (n: number, references: References): Selectable<OrdersTable> => ({
  id: seedId('orders', n),
  user_id: references.userId,
  status: sampleOf(ORDER_STATUS_VALUES, n),
  total: sampleDecimal(n, { scale: 2, min: '0' }),
  version: 1,
  created_at: seedInstant(n),
  updated_at: seedInstant(n),
  deleted_at: null,
});
