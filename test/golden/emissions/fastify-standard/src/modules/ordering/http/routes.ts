import type { FastifyInstance } from 'fastify';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/plugins/authentication.ts';
import { acceptIfMatch, entityTag } from '../../../platform/http/conditional.ts';
import { presentOrder } from '../../orders/index.ts';
import type { OrderingService } from '../application/ordering-service.ts';
import { cancelOrder, placeOrder } from './ordering-operations.ts';

/** Mounts a route for each operation of ordering. */
export const orderingRoutes =
  (ordering: OrderingService) =>
  (app: FastifyInstance): void => {
    app.route(
      route(placeOrder, async (request, reply) => {
        const order = await ordering.place(request.body.items, principalOf(request).userId);
        reply.header('location', `/api/v1/orders/${order.id}`).header('etag', entityTag(order.version));
        return presentOrder(order);
      }),
    );

    app.route(
      route(cancelOrder, async (request, reply) => {
        const version = acceptIfMatch(request.headers['if-match']);
        const order = await ordering.cancel(request.params.id, principalOf(request).userId, version);
        reply.header('etag', entityTag(order.version));
        return presentOrder(order);
      }),
    );
  };
