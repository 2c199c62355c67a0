import { z } from 'zod';
import { wholeNumber } from '../../../platform/http/fields.ts';
import { idParameter } from '../../../platform/http/parameters.ts';

const item = z.strictObject({
  // In one spelling, because products are compared by it.
  productId: z.uuid().toLowerCase(),
  quantity: wholeNumber({ min: 1, max: 1000 }),
});

/** What a customer wants to buy. */
export const placeOrderSchema = z
  .strictObject({ items: z.array(item).min(1).max(100) })
  .meta({ id: 'PlaceOrder', description: 'Prices are set by the server.' });

/** Names one order in the path. */
export const orderParameters = z.strictObject({ id: idParameter() });
