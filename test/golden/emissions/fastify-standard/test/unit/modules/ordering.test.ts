import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src/modules/ordering/domain/money.ts';
import {
  cancelledOrder,
  OutOfStockError,
  placedOrder,
  quantitiesOf,
  type Offer,
} from '../../../src/modules/ordering/domain/placement.ts';
import { ConflictError, ValidationError } from '../../../src/platform/errors.ts';

const now = new Date('2030-01-01T00:00:00Z');
const placement = { id: 'order', userId: 'buyer', now };
const offersOf = (...offers: readonly Offer[]) => new Map(offers.map((offer) => [offer.productId, offer]));
const lamp: Offer = { productId: 'lamp', price: '19.90', stock: 3, isActive: true };
const chair: Offer = { productId: 'chair', price: '0.10', stock: 10, isActive: true };

/** What a function throws. */
const reasonOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('the sum of an order', () => {
  it.each([
    [[], '0.00'],
    [[{ unitPrice: '0.10', quantity: 3 }], '0.30'],
    [[{ unitPrice: '999999999999.99', quantity: 1000 }], '999999999999990.00'],
    [[{ unitPrice: '7', quantity: 2 }], '14.00'],
  ])('of %j is %s', (lines, sum) => {
    expect(sumOf(lines)).toBe(sum);
  });
});

describe('the sum of several lines', () => {
  it('adds prices of any number of decimal places', () => {
    const lines = [
      { unitPrice: '0.01', quantity: 1 },
      { unitPrice: '19.9', quantity: 2 },
    ];
    expect(sumOf(lines)).toBe('39.81');
  });
});

describe('placing an order', () => {
  it('takes the prices of the offers', () => {
    const items = [
      { productId: 'lamp', quantity: 2 },
      { productId: 'chair', quantity: 1 },
    ];
    const order = placedOrder(items, offersOf(lamp, chair), placement);
    expect(order).toMatchObject({ id: 'order', status: 'placed', total: '39.90', version: 1, createdAt: now });
    expect(order.items.map((item) => item.unitPrice)).toEqual(['19.90', '0.10']);
  });

  it('is refused for every product that is not sold', () => {
    const offers = offersOf(lamp, { ...chair, isActive: false });
    const items = ['lamp', 'chair', 'table'].map((productId) => ({ productId, quantity: 1 }));
    const error = reasonOf(() => placedOrder(items, offers, placement));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ entries: [{ field: 'items.1.productId' }, { field: 'items.2.productId' }] });
  });

  it('is refused also when the only product is known, but not sold', () => {
    const offers = offersOf({ ...chair, isActive: false });
    expect(() => placedOrder([{ productId: 'chair', quantity: 1 }], offers, placement)).toThrow(ValidationError);
  });

  it('is refused when all its lines together want more than there is', () => {
    const items = [1, 2].map(() => ({ productId: 'lamp', quantity: 2 }));
    expect(quantitiesOf(items)).toEqual(new Map([['lamp', 4]]));
    const error = reasonOf(() => placedOrder(items, offersOf(lamp), placement));
    expect(error).toBeInstanceOf(OutOfStockError);
    const details = { items: [{ productId: 'lamp', requested: 4, available: 3 }] };
    expect(error).toMatchObject({ entries: [{ code: 'OUT_OF_STOCK', details }] });
  });
});

describe('cancelling an order', () => {
  const placed = placedOrder([{ productId: 'lamp', quantity: 1 }], offersOf(lamp), placement);

  it('is done once', () => {
    const cancelled = cancelledOrder(placed, now);
    expect(cancelled).toMatchObject({ status: 'cancelled', version: 2 });
    expect(cancelledOrder(cancelled, now)).toBe(cancelled);
  });

  it('is refused when it was shipped', () => {
    expect(() => cancelledOrder({ ...placed, status: 'shipped' }, now)).toThrow(ConflictError);
  });
});
