/** The rows of categories. */
export interface CategoriesTable {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    categories: CategoriesTable;
  }
}
