import type { Platform } from '../platform/platform.ts';

export interface SeedContext {
  readonly platform: Platform;
  /** Tells whoever fills the tables what they could not know. */
  readonly say: (line: string) => void;
  /** How many rows to make: `SEED_PRODUCTS` for `products`, or else `fallback`. */
  count(name: string, fallback: number): number;
}

/**
 * Fills tables for development. It makes the same rows every time, and none that are there already.
 *
 * @returns how many rows it wrote
 */
export type Seed = (context: SeedContext) => Promise<number>;
