import { NotFoundError } from '../../../platform/errors.ts';
import { isInScope, type OwnerScope } from '../../../platform/owner-scope.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Order } from '../domain/order.ts';
import type { OrderFilters, OrderRepository, OrderSort } from './order-repository.ts';

/** The use cases of orders. */
export class OrderService {
  constructor(private readonly repository: OrderRepository) {}

  /** One page of those that match. */
  async list(filters: OrderFilters, page: PageRequest<OrderSort>, scope: OwnerScope): Promise<Page<Order>> {
    return this.repository.list(scope.everyone ? filters : { ...filters, userId: scope.userId }, page);
  }

  /** @throws NotFoundError when there is none of that id */
  async get(id: string, scope: OwnerScope): Promise<Order> {
    const order = await this.repository.findById(id);
    if (order === undefined || !isInScope(order, scope)) throw new NotFoundError();
    return order;
  }
}
