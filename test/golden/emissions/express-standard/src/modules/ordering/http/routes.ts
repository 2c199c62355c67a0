import { Router } from 'express';
import { route } from '../../../app/http/route.ts';
import { principalOf } from '../../../app/middleware/authentication.ts';
import { acceptIfMatch, entityTag } from '../../../platform/http/conditional.ts';
import { presentOrder } from '../../orders/index.ts';
import type { OrderingService } from '../application/ordering-service.ts';
import { cancelOrder, placeOrder } from './ordering-operations.ts';

/** The routes of ordering. */
export const orderingRoutes = (ordering: OrderingService): Router => {
  const router = Router();

  route(router, placeOrder, async (req, res) => {
    const order = await ordering.place(req.body.items, principalOf(req).userId);
    res.set({ location: `/api/v1/orders/${order.id}`, etag: entityTag(order.version) });
    return presentOrder(order);
  });

  route(router, cancelOrder, async (req, res) => {
    const version = acceptIfMatch(req.get('if-match'));
    const order = await ordering.cancel(req.params.id, principalOf(req).userId, version);
    res.set('etag', entityTag(order.version));
    return presentOrder(order);
  });

  return router;
};
