import { Controller, Inject } from '@nestjs/common';
import { Caller } from '../../../app/http/caller.decorator.ts';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { Url } from '../../../app/http/url.decorator.ts';
import { NotFoundError } from '../../../platform/errors.ts';
import { collection } from '../../../platform/http/collection.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import { isInScope, ownerScope } from '../../../platform/owner-scope.ts';
import type { Principal } from '../../../platform/principal.ts';
import { UserService } from '../../users/index.ts';
import { OrderService } from '../application/order-service.ts';
import { presentOrder } from './order-presenter.ts';
import { listOrders, getOrder, listUserOrders } from './orders-operations.ts';

/** Answers the operations on orders. */
@Controller()
export class OrdersController {
  constructor(
    @Inject(OrderService) private readonly orders: OrderService,
    @Inject(UserService) private readonly users: UserService,
  ) {}

  @Operation(listOrders)
  async list(@Input() { query }: InputOf<typeof listOrders>, @Url() url: string, @Caller() caller: Principal) {
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.orders.list(
      filters,
      pageRequest({ limit, cursor, sort, include }),
      ownerScope(caller, 'orders:read:any'),
    );
    return collection(page, presentOrder, { url, limit, sort, filters });
  }

  @Operation(getOrder)
  async get(@Input() { params }: InputOf<typeof getOrder>, @Caller() caller: Principal) {
    const order = await this.orders.get(params.id, ownerScope(caller, 'orders:read:any'));
    return presentOrder(order);
  }

  @Operation(listUserOrders)
  async listUserOrders(
    @Input() { params, query }: InputOf<typeof listUserOrders>,
    @Url() url: string,
    @Caller() caller: Principal,
  ) {
    const scope = ownerScope(caller, 'orders:read:any');
    const userId = params.id;
    if (!isInScope({ userId }, scope)) throw new NotFoundError();
    await this.users.get(userId);
    const { limit, cursor, sort, include, ...filters } = query;
    const page = await this.orders.list({ ...filters, userId }, pageRequest({ limit, cursor, sort, include }), scope);
    return collection(page, presentOrder, { url, limit, sort, filters });
  }
}
