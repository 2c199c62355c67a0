import { signedIn } from '../../../platform/access.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { orderSchema } from '../../orders/index.ts';
import { OutOfStockError } from '../domain/placement.ts';
import { orderParameters, placeOrderSchema } from './ordering-schemas.ts';

export const placeOrder = defineOperation({
  id: 'placeOrder',
  method: 'POST',
  path: '/api/v1/orders',
  tag: 'Orders',
  summary: 'Place an order',
  access: signedIn,
  body: placeOrderSchema,
  success: { status: 201, data: orderSchema },
  errors: [OutOfStockError],
  idempotency: 'required',
});

export const cancelOrder = defineOperation({
  id: 'cancelOrder',
  method: 'POST',
  path: '/api/v1/orders/{id}/cancel',
  tag: 'Orders',
  summary: 'Cancel an order that was not shipped',
  access: signedIn,
  params: orderParameters,
  success: { status: 200, data: orderSchema },
  errors: [ConflictError],
  conditional: 'if-match-accepted',
});

/** The contract of ordering. */
export const orderingOperations = [cancelOrder, placeOrder] as const;
