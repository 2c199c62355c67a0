import type { FastifyInstance } from 'fastify';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/plugins/authentication.ts';
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

/** Mounts a route for each operation on orders. */
export const resourceRoutes =
  (services: Services) =>
  (app: FastifyInstance): void => {
    readRoutes(app, services);
    nestedRoutes(app, services);
  };

const readRoutes = (app: FastifyInstance, { orders }: Services): void => {
  app.route(
    route(listOrders, async (request) => {
      const { limit, cursor, sort, include, ...filters } = request.query;
      const page = await orders.list(
        filters,
        pageRequest({ limit, cursor, sort, include }),
        ownerScope(principalOf(request), 'orders:read:any'),
      );
      return collection(page, presentOrder, { url: request.url, limit, sort, filters });
    }),
  );

  app.route(
    route(getOrder, async (request, reply) => {
      const order = await orders.get(request.params.id, ownerScope(principalOf(request), 'orders:read:any'));
      reply.header('etag', entityTag(order.version));
      return presentOrder(order);
    }),
  );
};

const nestedRoutes = (app: FastifyInstance, { orders, users }: Services): void => {
  app.route(
    route(listUserOrders, async (request) => {
      const scope = ownerScope(principalOf(request), 'orders:read:any');
      const userId = request.params.id;
      if (!isInScope({ userId }, scope)) throw new NotFoundError();
      await users.get(userId);
      const { limit, cursor, sort, include, ...filters } = request.query;
      const narrowed = { ...filters, userId };
      const page = await orders.list(narrowed, pageRequest({ limit, cursor, sort, include }), scope);
      return collection(page, presentOrder, { url: request.url, limit, sort, filters });
    }),
  );
};
