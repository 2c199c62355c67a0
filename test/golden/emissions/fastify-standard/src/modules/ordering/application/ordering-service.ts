import type { Clock } from '../../../platform/clock.ts';
import { NotFoundError, PreconditionFailedError } from '../../../platform/errors.ts';
import type { ExpectedVersion } from '../../../platform/expected-version.ts';
import { newId } from '../../../platform/id.ts';
import type { Order } from '../../orders/index.ts';
import { cancelledOrder, placedOrder, quantitiesOf, type RequestedItem } from '../domain/placement.ts';
import type { OrderBook } from './order-book.ts';

/** Buying, and changing one's mind. */
export class OrderingService {
  constructor(
    private readonly book: OrderBook,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the pieces from stock and writes the order, or does neither. The prices are those of this moment.
   *
   * @throws ValidationError when a product is not sold; OutOfStockError when there are too few pieces
   */
  async place(items: readonly RequestedItem[], userId: string): Promise<Order> {
    return this.book.write(async (entry) => {
      const quantities = quantitiesOf(items);
      const offers = await entry.lockOffers([...quantities.keys()]);
      const now = this.clock.now();
      const byProduct = new Map(offers.map((offer) => [offer.productId, offer]));
      const order = placedOrder(items, byProduct, { id: newId(), userId, now });
      const taken = [...quantities].map(([productId, quantity]) => ({ productId, by: -quantity }));
      await entry.changeStock(taken, now);
      await entry.insert(order);
      return order;
    });
  }

  /**
   * Cancels an order and puts its pieces back into stock, once.
   *
   * @param userId who wants it: nobody but the owner may, whatever their role
   * @param expectedVersion what was read, when it matters
   * @throws NotFoundError when there is none of that user; PreconditionFailedError when it has another version;
   *   ConflictError when it was shipped, or the stock cannot hold its pieces
   */
  async cancel(id: string, userId: string, expectedVersion: ExpectedVersion = 'any'): Promise<Order> {
    return this.book.write(async (entry) => {
      const order = await entry.lockOrder(id);
      if (order?.userId !== userId) throw new NotFoundError();
      if (expectedVersion !== 'any' && !expectedVersion.includes(order.version)) throw new PreconditionFailedError();
      const cancelled = cancelledOrder(order, this.clock.now());
      if (cancelled === order) return order;
      const quantities = quantitiesOf(order.items);
      await entry.lockOffers([...quantities.keys()]);
      const returned = [...quantities].map(([productId, quantity]) => ({ productId, by: quantity }));
      await entry.changeStock(returned, cancelled.updatedAt);
      await entry.updateStatus(cancelled);
      return cancelled;
    });
  }
}
