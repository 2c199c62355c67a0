import type { Selectable } from 'kysely';
import {
  sampleDecimal,
  sampleInteger,
  sampleText,
  samples,
  seedId,
  seedInstant,
  turn,
} from '../../../commands/samples.ts';
import type { Seed } from '../../../commands/seeding.ts';
import { insertRows } from '../../../platform/database/insert-rows.ts';
import type { ProductsTable } from './products-table.ts';

interface References {
  readonly categoryId: string;
}

/** The n-th sample product, as it is stored. */
export const productRow = (n: number, references: References): Omit<Selectable<ProductsTable>, 'search_vector'> => ({
  id: seedId('products', n),
  name: sampleText('Product', n, { max: 200 }),
  description: sampleText('Description', n, { max: 10_000 }),
  price: sampleDecimal(n, { scale: 2, min: '0' }),
  stock: sampleInteger(n, { min: 0 }),
  is_active: n % 10 !== 0,
  category_id: references.categoryId,
  version: 1,
  created_at: seedInstant(n),
  updated_at: seedInstant(n),
  deleted_at: null,
});

/** Makes sample products. */
export const seedProducts: Seed = (context) => {
  const total = context.count('products', 100);
  const row = (n: number) => {
    const references = {
      categoryId: seedId('categories', turn(n, context.count('categories', 10))),
    };
    return productRow(n, references);
  };
  return insertRows(context.platform.database, 'products', samples(total, row));
};
