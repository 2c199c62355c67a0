import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderingService } from '../../../src/modules/ordering/index.ts';
import { KyselyOrderBook } from '../../../src/modules/ordering/persistence/order-book-kysely.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storeProduct } from '../../support/fixtures/products.ts';
import { storeUser } from '../../support/fixtures/users.ts';

const buyers = 20;

describe('orders placed at the same time', () => {
  let database: TestDatabase;
  let ordering: OrderingService;
  let userId: string;

  beforeAll(async () => {
    database = await createTestDatabase({ max: buyers });
    ordering = new OrderingService(new KyselyOrderBook(database.db), { now: () => new Date() });
    userId = await storeUser(database.db, 1);
  });

  afterAll(() => database.close());

  /** A product with that many pieces; samples with a number that ends in 0 are not sold. */
  const productWith = async (n: number, stock: number): Promise<string> => {
    const { id } = await storeProduct(database.db, n * 10 + 1);
    await database.db.updateTable('products').set({ stock }).where('id', '=', id).execute();
    return id;
  };

  const read = (id: string) => {
    const products = database.db.selectFrom('products').select(['stock', 'version']);
    return products.where('id', '=', id).executeTakeFirstOrThrow();
  };

  const stockOf = async (id: string): Promise<number> => (await read(id)).stock;

  it('never sell more than there is', async () => {
    const productId = await productWith(1, 7);
    const results = await Promise.allSettled(
      Array.from({ length: buyers }, () => ordering.place([{ productId, quantity: 1 }], userId)),
    );
    const codes = results.map((result) => (result.status === 'fulfilled' ? 'placed' : codeOf(result.reason)));
    expect(codes.filter((code) => code === 'placed')).toHaveLength(7);
    expect(codes.filter((code) => code === 'OUT_OF_STOCK')).toHaveLength(buyers - 7);
    expect(await stockOf(productId)).toBe(0);
  });

  it('do not block each other when they name products in opposite orders', async () => {
    const [a, b] = [await productWith(2, 100), await productWith(3, 100)];
    const items = [a, b].map((productId) => ({ productId, quantity: 1 }));
    const orders = Array.from({ length: buyers }, (_, n) => (n % 2 === 0 ? items : items.toReversed()));
    await Promise.all(orders.map((order) => ordering.place(order, userId)));
    expect([await stockOf(a), await stockOf(b)]).toEqual([100 - buyers, 100 - buyers]);
  });

  it('take nothing when one product is short', async () => {
    const [plenty, short] = [await productWith(4, 5), await productWith(5, 0)];
    const items = [plenty, short].map((productId) => ({ productId, quantity: 1 }));
    await expect(ordering.place(items, userId)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(await stockOf(plenty)).toBe(5);
  });

  it('do not take a product that was deleted', async () => {
    const productId = await productWith(9, 5);
    await database.db.updateTable('products').set({ deleted_at: new Date() }).where('id', '=', productId).execute();
    const placed = ordering.place([{ productId, quantity: 1 }], userId);
    await expect(placed).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await stockOf(productId)).toBe(5);
  });

  it('make a new version of their product, so that nobody overwrites its stock unseen', async () => {
    const productId = await productWith(10, 5);
    const { version } = await read(productId);
    const { id } = await ordering.place([{ productId, quantity: 1 }], userId);
    expect(await read(productId)).toEqual({ stock: 4, version: version + 1 });
    await ordering.cancel(id, userId);
    expect(await read(productId)).toEqual({ stock: 5, version: version + 2 });
  });

  it('put their pieces back once, however often they are cancelled', async () => {
    const productId = await productWith(6, 3);
    const { id } = await ordering.place([{ productId, quantity: 2 }], userId);
    const results = await Promise.all(Array.from({ length: 5 }, () => ordering.cancel(id, userId)));
    expect(results.every((order) => order.status === 'cancelled' && order.version === 2)).toBe(true);
    expect(await stockOf(productId)).toBe(3);
  });

  it('are not cancelled after they were shipped, nor by another', async () => {
    const productId = await productWith(7, 3);
    const { id } = await ordering.place([{ productId, quantity: 2 }], userId);
    await expect(ordering.cancel(id, 'another')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ordering.cancel(id, userId, [7])).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await database.db.updateTable('orders').set({ status: 'shipped' }).where('id', '=', id).execute();
    await expect(ordering.cancel(id, userId)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await stockOf(productId)).toBe(1);
  });

  it('are not cancelled while the stock cannot take their pieces back', async () => {
    const productId = await productWith(8, 2);
    const { id } = await ordering.place([{ productId, quantity: 2 }], userId);
    const product = database.db.updateTable('products').where('id', '=', productId);
    await product.set({ stock: 2_147_483_647 }).execute();
    await expect(ordering.cancel(id, userId)).rejects.toMatchObject({ code: 'CONFLICT' });
    await product.set({ stock: 5 }).execute();
    expect(await ordering.cancel(id, userId)).toMatchObject({ status: 'cancelled' });
    expect(await stockOf(productId)).toBe(7);
  });
});

const codeOf = (reason: unknown): unknown => (reason instanceof Error && 'code' in reason ? reason.code : reason);
