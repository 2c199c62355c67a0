/** What the status can be. */
export const ORDER_STATUS_VALUES = ['placed', 'shipped', 'cancelled'] as const;
export type OrderStatus = (typeof ORDER_STATUS_VALUES)[number];

/** Some pieces of one product. */
export interface OrderItem {
  readonly quantity: number;
  /** The price of one piece when it was ordered. */
  readonly unitPrice: string;
  /** The product it refers to. */
  readonly productId: string;
}

/** What a customer has bought, at the prices of that moment. */
export interface Order {
  readonly id: string;
  /** The user it belongs to. */
  readonly userId: string;
  readonly status: OrderStatus;
  /** The sum of all items. */
  readonly total: string;
  /** Some pieces of one product. */
  readonly items: readonly OrderItem[];
  /** Counts the changes: who changes it must have seen the latest. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
