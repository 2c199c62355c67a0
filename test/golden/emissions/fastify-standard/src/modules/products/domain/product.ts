import type { Changes } from '../../../platform/changes.ts';

/** Something that is sold. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** The price of one piece. */
  readonly price: string;
  /** How many pieces can be sold. */
  readonly stock: number;
  /** Whether it can be ordered. */
  readonly isActive: boolean;
  /** The category it refers to. */
  readonly categoryId: string;
  /** Counts the changes: who changes it must have seen the latest. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the server sees to itself. */
type Kept = 'id' | 'version' | 'createdAt' | 'updatedAt';

/** What makes a product. */
export type ProductInput = Omit<Product, Kept>;

/** What can be replaced later. */
export type ProductReplacement = ProductInput;

/** What can be changed later, member by member. */
export type ProductChanges = Changes<ProductReplacement>;

/** A new product, in its first version. */
export const newProduct = (input: ProductInput, id: string, now: Date): Product => ({
  ...input,
  id,
  version: 1,
  createdAt: now,
  updatedAt: now,
});
