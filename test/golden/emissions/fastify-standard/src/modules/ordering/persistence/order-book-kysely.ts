import { sql } from 'kysely';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { translateDatabaseError } from '../../../platform/database/errors.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { Order } from '../../orders/index.ts';
import type { OrderBook, OrderEntry, StockChange } from '../application/order-book.ts';
import type { Offer } from '../domain/placement.ts';

class KyselyOrderEntry implements OrderEntry {
  constructor(private readonly transaction: Transaction) {}

  async lockOffers(productIds: readonly string[]): Promise<Offer[]> {
    const products = this.transaction
      .selectFrom('products')
      .select(['id as productId', 'price', 'stock', 'is_active as isActive'])
      .where('id', '=', sql<string>`any(${productIds}::uuid[])`)
      .where('deleted_at', 'is', null);
    // One order for all transactions, so that two of them cannot wait for each other.
    return products.orderBy('id').forUpdate().execute();
  }

  async changeStock(changes: readonly StockChange[], now: Date): Promise<void> {
    const ids = changes.map((change) => change.productId);
    const amounts = changes.map((change) => change.by);
    await sql`
      update products
      set stock = stock + change.amount, version = version + 1, updated_at = ${now}
      from unnest(${ids}::uuid[], ${amounts}::integer[]) as change (id, amount)
      where products.id = change.id
    `.execute(this.transaction);
  }

  async insert(order: Order): Promise<void> {
    const row = {
      id: order.id,
      user_id: order.userId,
      status: order.status,
      total: order.total,
      version: order.version,
      created_at: order.createdAt,
      updated_at: order.updatedAt,
    };
    await this.transaction.insertInto('orders').values(row).execute();
    const items = order.items.map((item, position) => ({
      order_id: order.id,
      position,
      product_id: item.productId,
      quantity: item.quantity,
      unit_price: item.unitPrice,
    }));
    await this.transaction.insertInto('order_items').values(items).execute();
  }

  async lockOrder(id: string): Promise<Order | undefined> {
    const orders = this.transaction
      .selectFrom('orders')
      .select(['id', 'user_id as userId', 'status', 'total', 'version'])
      .select(['created_at as createdAt', 'updated_at as updatedAt'])
      .where('deleted_at', 'is', null);
    const order = await orders.where('id', '=', id).forUpdate().executeTakeFirst();
    return order && { ...order, items: await this.#itemsOf(id) };
  }

  async updateStatus({ id, status, version, updatedAt }: Order): Promise<void> {
    const update = this.transaction.updateTable('orders').set({ status, version, updated_at: updatedAt });
    await update.where('id', '=', id).execute();
  }

  async #itemsOf(id: string): Promise<Order['items']> {
    const items = this.transaction
      .selectFrom('order_items')
      .select(['product_id as productId', 'quantity', 'unit_price as unitPrice'])
      .where('order_id', '=', id);
    return items.orderBy('position').execute();
  }
}

/** Orders and stock in PostgreSQL. */
export class KyselyOrderBook implements OrderBook {
  constructor(private readonly database: Db) {}

  async write<Result>(work: (entry: OrderEntry) => Promise<Result>): Promise<Result> {
    try {
      return await inTransaction(this.database, (transaction) => work(new KyselyOrderEntry(transaction)));
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }
}
