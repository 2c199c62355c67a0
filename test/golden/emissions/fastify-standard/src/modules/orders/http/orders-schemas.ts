import { z } from 'zod';
import { link } from '../../../platform/http/links.ts';
import { idParameter, pageParameters, sortParameter } from '../../../platform/http/parameters.ts';
import { ORDER_STATUS_VALUES } from '../domain/order.ts';

/** Some pieces of one product. */
const orderItemSchema = z.object({
  quantity: z.int(),
  unitPrice: z.string(),
  productId: z.uuid(),
});

/** Order in answers. */
export const orderSchema = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    status: z.enum(ORDER_STATUS_VALUES),
    total: z.string(),
    items: z.array(orderItemSchema),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    _links: z.object({ self: link }),
  })
  .meta({ id: 'Order' });

/** Names one of them in the path. */
export const orderParameters = z.strictObject({ id: idParameter() });

/** How orders are narrowed, sorted and paged. */
export const listOrdersQuery = z.strictObject({
  ...pageParameters,
  sort: sortParameter(['createdAt'], '-createdAt'),
});
