import type { GeneratedAlways } from 'kysely';

/** The rows of products. */
export interface ProductsTable {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly price: string;
  readonly stock: number;
  readonly is_active: boolean;
  readonly category_id: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
  /** The words of the searchable columns, kept by PostgreSQL. */
  readonly search_vector: GeneratedAlways<unknown>;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    products: ProductsTable;
  }
}
