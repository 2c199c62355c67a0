import { signedIn } from '../../../platform/access.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { listOrdersQuery, orderParameters, orderSchema } from './orders-schemas.ts';

export const listOrders = defineOperation({
  id: 'listOrders',
  method: 'GET',
  path: '/api/v1/orders',
  tag: 'Orders',
  summary: 'List orders',
  access: signedIn,
  query: listOrdersQuery,
  success: { status: 200, data: orderSchema, collection: true },
  conditional: 'etag',
});

export const getOrder = defineOperation({
  id: 'getOrder',
  method: 'GET',
  path: '/api/v1/orders/{id}',
  tag: 'Orders',
  summary: 'Read an order',
  access: signedIn,
  params: orderParameters,
  success: { status: 200, data: orderSchema },
  conditional: 'etag',
});

export const listUserOrders = defineOperation({
  id: 'listUserOrders',
  method: 'GET',
  path: '/api/v1/users/{id}/orders',
  tag: 'Orders',
  summary: 'List the orders of one user',
  access: signedIn,
  params: orderParameters,
  query: listOrdersQuery,
  success: { status: 200, data: orderSchema, collection: true },
  conditional: 'etag',
});

/** The contract of orders. */
export const ordersOperations = [listOrders, getOrder, listUserOrders] as const;
