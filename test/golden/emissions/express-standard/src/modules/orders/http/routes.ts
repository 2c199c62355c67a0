import { Router } from 'express';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/middleware/authentication.ts';
import { NotFoundError } from '../../../platform/errors.ts';
import { collection } from '../../../platform/http/collection.ts';
import { entityTag } from '../../../platform/http/conditional.ts';
import { pageRequest } from '../../../platform/http/page-request.ts';
import { isInScope, ownerScope } from '../../../platform/owner-scope.ts';
import type { UserService } from '../../users/index.ts';
import type { OrderService } from '../application/order-service.ts';
import { presentOrder } from './order-presenter.ts';
import { listOrders, getOrder, listUserOrders } from './orders-operations.ts';

interface Services {
  readonly orders: OrderService;
  readonly users: UserService;
}

/** The routes of orders. */
export const resourceRoutes = (services: Services): Router => {
  const router = Router();
  readRoutes(router, services);
  nestedRoutes(router, services);
  return router;
};

const readRoutes = (router: Router, { orders }: Services): void => {
  route(router, listOrders, async (req) => {
    const { limit, cursor, sort, include, ...filters } = req.query;
    const page = await orders.list(
      filters,
      pageRequest({ limit, cursor, sort, include }),
      ownerScope(principalOf(req), 'orders:read:any'),
    );
    return collection(page, presentOrder, { url: req.originalUrl, limit, sort, filters });
  });

  route(router, getOrder, async (req, res) => {
    const order = await orders.get(req.params.id, ownerScope(principalOf(req), 'orders:read:any'));
    res.set('etag', entityTag(order.version));
    return presentOrder(order);
  });
};

const nestedRoutes = (router: Router, { orders, users }: Services): void => {
  route(router, listUserOrders, async (req) => {
    const scope = ownerScope(principalOf(req), 'orders:read:any');
    const userId = req.params.id;
    if (!isInScope({ userId }, scope)) throw new NotFoundError();
    await users.get(userId);
    const { limit, cursor, sort, include, ...filters } = req.query;
    const narrowed = { ...filters, userId };
    const page = await orders.list(narrowed, pageRequest({ limit, cursor, sort, include }), scope);
    return collection(page, presentOrder, { url: req.originalUrl, limit, sort, filters });
  });
};
