import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { callerAs } from '../support/callers.ts';
import { request } from '../support/client.ts';
import type { Resource } from '../support/resources.ts';

const unknownId = '00000000-0000-7000-8000-000000000000';

interface Product extends Resource {
  readonly price: string;
  readonly stock: number;
}

const buy = async (productId: string, quantity: number, key: string = randomUUID()) =>
  request<Resource>('POST', '/api/v1/orders', {
    headers: { ...(await callerAs('customer')), 'idempotency-key': key },
    json: { items: [{ productId, quantity }] },
  });

const readProduct = async (id: string): Promise<Product> => {
  const { body } = await request<Product>('GET', `/api/v1/products/${id}`);
  return body.data;
};

/** A product that is sold, with a few pieces. Fails when the shop has none left. */
const someProduct = async (): Promise<Product> => {
  const { body } = await request<readonly Product[]>('GET', '/api/v1/products?isActive=true&limit=100');
  const found = body.data.find(({ stock }) => stock >= 5 && stock <= 1000);
  if (found === undefined) throw new Error('No product has between 5 and 1000 pieces: seed the database.');
  return found;
};

describe('placing an order', () => {
  it('takes the pieces, at the price of the server', async () => {
    const { id, price, stock } = await someProduct();
    const { status, body, headers } = await buy(id, 2);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/orders/${body.data.id}`);
    expect(body.data).toMatchObject({ status: 'placed', items: [{ productId: id, quantity: 2, unitPrice: price }] });
    expect(Number(body.data['total'])).toBeCloseTo(2 * Number(price));
    expect((await readProduct(id)).stock).toBe(stock - 2);
  });

  it('is done once however often it is sent with the same key', async () => {
    const { id, stock } = await someProduct();
    const key = randomUUID();
    const first = await buy(id, 1, key);
    const second = await buy(id, 1, key);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect([second.status, second.body.data.id]).toEqual([201, first.body.data.id]);
    expect((await readProduct(id)).stock).toBe(stock - 1);
  });

  it('knows a product by its id in capital letters, too', async () => {
    const { id } = await someProduct();
    const { status, body } = await buy(id.toUpperCase(), 1);
    expect([status, body.data['items']]).toMatchObject([201, [{ productId: id }]]);
  });

  it('needs a key', async () => {
    const { id } = await someProduct();
    const { status, body } = await request('POST', '/api/v1/orders', {
      headers: await callerAs('customer'),
      json: { items: [{ productId: id, quantity: 1 }] },
    });
    expect([status, body.errors[0]?.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });

  it('gives the last piece to one of two buyers', async () => {
    const { id, stock } = await someProduct();
    expect((await buy(id, stock - 1)).status).toBe(201);
    const answers = await Promise.all([buy(id, 1), buy(id, 1)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.errors[0]).toMatchObject({
      code: 'OUT_OF_STOCK',
      details: { items: [{ productId: id, requested: 1, available: 0 }] },
    });
    expect((await readProduct(id)).stock).toBe(0);
  });

  it.each([
    [{ items: [] }, 'items'],
    [{ items: [{ productId: 'nothing', quantity: 1 }] }, 'items.0.productId'],
    [{ items: [{ productId: unknownId, quantity: 1 }] }, 'items.0.productId'],
    [{ items: [{ productId: unknownId, quantity: 0 }] }, 'items.0.quantity'],
    [{ items: [{ productId: unknownId, quantity: 1, unitPrice: '0.01' }] }, 'items.0.unitPrice'],
    [{}, 'items'],
  ])('is refused for %j', async (json, field) => {
    const headers = { ...(await callerAs('customer')), 'idempotency-key': randomUUID() };
    const { status, body } = await request('POST', '/api/v1/orders', { headers, json });
    expect([status, body.errors[0]?.field]).toEqual([422, field]);
  });
});

describe('an order', () => {
  it('is seen by its owner and by who may read all, and by nobody else', async () => {
    const { id } = await someProduct();
    const order = (await buy(id, 1)).body.data;
    const path = `/api/v1/orders/${order.id}`;
    const read = async (role: string) => (await request('GET', path, { headers: await callerAs(role) })).status;
    expect([await read('customer'), await read('manager')]).toEqual([200, 200]);
    expect((await request('GET', path)).status).toBe(401);

    const headers = { ...(await callerAs('manager')), 'idempotency-key': randomUUID() };
    const json = { items: [{ productId: id, quantity: 1 }] };
    const foreign = (await request<Resource>('POST', '/api/v1/orders', { headers, json })).body.data;
    const asCustomer = { headers: await callerAs('customer') };
    expect((await request('GET', `/api/v1/orders/${foreign.id}`, asCustomer)).status).toBe(404);
    expect((await request('POST', `/api/v1/orders/${foreign.id}/cancel`, asCustomer)).status).toBe(404);
    const { body } = await request<readonly Resource[]>('GET', '/api/v1/orders?limit=100', asCustomer);
    const owners = new Set(body.data.map((item) => item['userId']));
    expect(owners).toEqual(new Set([order['userId']]));
  });

  it('is listed below its user', async () => {
    const { id } = await someProduct();
    const order = (await buy(id, 1)).body.data;
    const path = `/api/v1/users/${String(order['userId'])}/orders?limit=100`;
    const { status, body } = await request<readonly Resource[]>('GET', path, { headers: await callerAs('customer') });
    expect([status, body.data.map((item) => item.id).includes(order.id)]).toEqual([200, true]);
    const unknown = `/api/v1/users/${unknownId}/orders`;
    for (const role of ['customer', 'manager', 'admin']) {
      expect([role, (await request('GET', unknown, { headers: await callerAs(role) })).status]).toEqual([role, 404]);
    }
  });

  it('is not listed below its user for another who may not read all', async () => {
    const { body } = await request<Resource>('GET', '/api/v1/users/me', { headers: await callerAs('manager') });
    const statusFor = async (role: string) =>
      (await request('GET', `/api/v1/users/${body.data.id}/orders`, { headers: await callerAs(role) })).status;
    expect([await statusFor('customer'), await statusFor('admin')]).toEqual([404, 200]);
  });

  it('is cancelled by nobody but its owner, not even by an administrator', async () => {
    const { id } = await someProduct();
    const path = `/api/v1/orders/${(await buy(id, 1)).body.data.id}`;
    for (const role of ['manager', 'admin']) {
      const headers = await callerAs(role);
      expect((await request('GET', path, { headers })).status).toBe(200);
      expect((await request('POST', `${path}/cancel`, { headers })).status).toBe(404);
    }
  });

  it('puts its pieces back when it is cancelled, once', async () => {
    const { id } = await someProduct();
    const order = (await buy(id, 2)).body.data;
    const { stock } = await readProduct(id);
    const headers = await callerAs('customer');
    for (const attempt of [1, 2]) {
      const { status, body } = await request<Resource>('POST', `/api/v1/orders/${order.id}/cancel`, { headers });
      expect([attempt, status, body.data['status'], body.data.version]).toEqual([attempt, 200, 'cancelled', 2]);
    }
    expect((await readProduct(id)).stock).toBe(stock + 2);
  });

  it('is not cancelled in a version that it had before', async () => {
    const { id } = await someProduct();
    const { headers: placed, body } = await buy(id, 1);
    const headers = { ...(await callerAs('customer')), 'if-match': placed.get('etag') ?? '' };
    const cancel = async () => (await request('POST', `/api/v1/orders/${body.data.id}/cancel`, { headers })).status;
    expect([await cancel(), await cancel()]).toEqual([200, 412]);
  });

  it('is cancelled in the version of If-Match, or not', async () => {
    const { id } = await someProduct();
    const { headers: placed, body } = await buy(id, 1);
    const cancel = async (ifMatch: string) => {
      const headers = { ...(await callerAs('customer')), 'if-match': ifMatch };
      return (await request('POST', `/api/v1/orders/${body.data.id}/cancel`, { headers })).status;
    };
    expect([await cancel('"v7"'), await cancel('W/"v1"'), await cancel('v1')]).toEqual([412, 412, 400]);
    expect(await cancel(`"v7", ${placed.get('etag') ?? ''}`)).toBe(200);
    expect(await cancel('*')).toBe(200);
  });
});
