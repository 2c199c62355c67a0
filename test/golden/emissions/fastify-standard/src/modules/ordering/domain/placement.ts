import { ConflictError, ValidationError } from '../../../platform/errors.ts';
import type { Order } from '../../orders/index.ts';
import { sumOf } from './money.ts';

/** What a customer asks for. */
export interface RequestedItem {
  readonly productId: string;
  readonly quantity: number;
}

/** A product as it can be bought now. */
export interface Offer {
  readonly productId: string;
  readonly price: string;
  readonly stock: number;
  readonly isActive: boolean;
}

/** There are fewer pieces than were asked for. */
export class OutOfStockError extends ConflictError {
  static override readonly code: string = 'OUT_OF_STOCK';
}

/** How many pieces of each product are asked for in all. */
export const quantitiesOf = (items: readonly RequestedItem[]): Map<string, number> => {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of items) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return quantities;
};

/**
 * The items at the prices of their offers.
 *
 * @throws ValidationError with one entry for each product that is not sold
 */
const pricedItems = (items: readonly RequestedItem[], offers: ReadonlyMap<string, Offer>): Order['items'] => {
  const priced = items.flatMap((item) => {
    const offer = offers.get(item.productId);
    return offer?.isActive === true ? [{ ...item, unitPrice: offer.price }] : [];
  });
  if (priced.length === items.length) return priced;
  throw new ValidationError(
    items.flatMap(({ productId }, index) => {
      if (offers.get(productId)?.isActive === true) return [];
      return [{ field: `items.${String(index)}.productId`, message: 'There is no such product.' }];
    }),
  );
};

/** @throws OutOfStockError naming every product of which there are too few */
const assertInStock = (items: readonly RequestedItem[], offers: ReadonlyMap<string, Offer>): void => {
  const short = [...quantitiesOf(items)].flatMap(([productId, requested]) => {
    const available = offers.get(productId)?.stock ?? 0;
    return available < requested ? [{ productId, requested, available }] : [];
  });
  if (short.length > 0) throw new OutOfStockError('There are not enough pieces.', { details: { items: short } });
};

/** What makes an order one of its own. */
export interface Placement {
  readonly id: string;
  readonly userId: string;
  readonly now: Date;
}

/**
 * A new order at the prices of this moment.
 *
 * @param offers those of the products asked for, by id
 * @throws ValidationError when a product is not sold; OutOfStockError when there are too few pieces
 */
export const placedOrder = (
  items: readonly RequestedItem[],
  offers: ReadonlyMap<string, Offer>,
  { now, ...placement }: Placement,
): Order => {
  const lines = pricedItems(items, offers);
  assertInStock(items, offers);
  return {
    ...placement,
    status: 'placed',
    items: lines,
    total: sumOf(lines),
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
};

/**
 * The order after it was cancelled. One that is cancelled already stays as it is, so that the request can be repeated.
 *
 * @throws ConflictError when it was shipped
 */
export const cancelledOrder = (order: Order, now: Date): Order => {
  if (order.status === 'shipped') throw new ConflictError('It was shipped already and cannot be cancelled.');
  if (order.status === 'cancelled') return order;
  return { ...order, status: 'cancelled', version: order.version + 1, updatedAt: now };
};
