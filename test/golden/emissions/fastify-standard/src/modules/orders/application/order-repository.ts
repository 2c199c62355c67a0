import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Order } from '../domain/order.ts';

/** What orders can be narrowed to. */
export interface OrderFilters {
  /** Only what belongs to this user. */
  readonly userId?: string | undefined;
}

/** What orders can be sorted by. */
export type OrderSort = 'createdAt';

/** Keeps orders. Those that were deleted are not seen by any of its methods. */
export interface OrderRepository {
  findById(id: string): Promise<Order | undefined>;
  /** @throws MalformedRequestError when the cursor does not fit the order */
  list(filters: OrderFilters, page: PageRequest<OrderSort>): Promise<Page<Order>>;
}
