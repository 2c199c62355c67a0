import type { Order } from '../../orders/index.ts';
import type { Offer } from '../domain/placement.ts';

/** How the stock of one product changes: negative when pieces are taken. */
export interface StockChange {
  readonly productId: string;
  readonly by: number;
}

/** What can be done within one transaction. */
export interface OrderEntry {
  /** The offers for those of the products that exist, locked in the order of their ids until the transaction ends. */
  lockOffers(productIds: readonly string[]): Promise<Offer[]>;
  /** Changes the stock of locked products, and counts up their versions. */
  changeStock(changes: readonly StockChange[], now: Date): Promise<void>;
  insert(order: Order): Promise<void>;
  /** The order, locked until the transaction ends. */
  lockOrder(id: string): Promise<Order | undefined>;
  /** Stores the status, version and time of a locked order. */
  updateStatus(order: Order): Promise<void>;
}

/** Keeps orders and the stock that they take. */
export interface OrderBook {
  /** Does everything in one transaction; it is done again when it loses against a concurrent one. */
  write<Result>(work: (entry: OrderEntry) => Promise<Result>): Promise<Result>;
}
