import { randomUUID } from 'node:crypto';
import { administrator } from '../callers.ts';
import { request } from '../client.ts';
import { itemsAt, type Resource } from '../resources.ts';

/** The id of a product with pieces left: of the oldest, since other tests count those of the newest. */
const soldProduct = async (): Promise<string> => {
  const products = await itemsAt('/api/v1/products?isActive=true&sort=createdAt&limit=100');
  const found = products.find(({ stock }) => Number(stock) >= 5);
  if (found === undefined) throw new Error('No product has five pieces: seed the database.');
  return found.id;
};

/** A new order on the server, of the administrator. */
export const someOrder = async (): Promise<Resource> => {
  const { status, text, body } = await request<Resource>('POST', '/api/v1/orders', {
    headers: { ...(await administrator()), 'idempotency-key': randomUUID() },
    json: { items: [{ productId: await soldProduct(), quantity: 1 }] },
  });
  if (status !== 201) throw new Error(`The order was answered with ${String(status)}: ${text}`);
  return body.data;
};
