import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { startApi, type Api } from './support/api.ts';

interface Product {
  readonly id: string;
  readonly stock: number;
}

interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly code: string }[];
}

let proxy: TcpProxy;
let api: Api;
beforeAll(async () => {
  api = await startApi({
    databaseUrl: async (url) => {
      proxy = new TcpProxy(url);
      await proxy.start();
      return proxy.through(url);
    },
  });
});
afterAll(async () => {
  await api.close();
  await proxy.stop();
});

const read = async <Data>(path: string): Promise<Data> => {
  const response = await fetch(api.url + path);
  const { data } = (await response.json()) as Answer<Data>;
  return data;
};

const stockOf = async (id: string): Promise<number> => (await read<Product>(`/api/v1/products/${id}`)).stock;

const someProduct = async (): Promise<Product> => {
  const products = await read<readonly Product[]>('/api/v1/products?isActive=true&limit=100');
  const found = products.find(({ stock }) => stock >= 5);
  if (found === undefined) throw new Error('No product has five pieces.');
  return found;
};

const buy = async (productId: string, key: string) => {
  const response = await fetch(`${api.url}/api/v1/orders`, {
    method: 'POST',
    headers: { ...api.headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ items: [{ productId, quantity: 1 }] }),
  });
  const { errors } = (await response.json()) as Answer<unknown>;
  return { status: response.status, code: errors[0]?.code };
};

/** Buys over a connection that breaks when the answer to the statement comes. */
const buyAndLose = async (statement: string, productId: string, key: string) => {
  proxy.loseAnswersTo(statement);
  const answer = await buy(productId, key);
  proxy.loseAnswersTo(undefined);
  return answer;
};

describe('an order that is sent again after the connection to the database broke', () => {
  it('is placed when that happened before', async () => {
    const { id, stock } = await someProduct();
    const key = randomUUID();
    // The first order over this connection: the text of later ones is not sent, only the name of a prepared statement.
    expect(await buyAndLose('insert into "orders"', id, key)).toEqual({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    expect(await buy(id, key)).toEqual({ status: 201, code: undefined });
    expect(await stockOf(id)).toBe(stock - 1);
  });

  it('is not placed twice when that happened to the commit', async () => {
    const { id, stock } = await someProduct();
    const key = randomUUID();
    expect(await buyAndLose('commit', id, key)).toEqual({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    expect(await stockOf(id)).toBe(stock - 1);
    expect(await buy(id, key)).toEqual({ status: 409, code: 'IDEMPOTENCY_ANSWER_LOST' });
    expect(await stockOf(id)).toBe(stock - 1);
  });
});
