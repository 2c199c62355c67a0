import type { Selectable } from 'kysely';
import { sampleSlug, sampleText, samples, seedId, seedInstant } from '../../../commands/samples.ts';
import type { Seed } from '../../../commands/seeding.ts';
import { insertRows } from '../../../platform/database/insert-rows.ts';
import type { CategoriesTable } from './categories-table.ts';

/** The n-th sample category, as it is stored. */
export const categoryRow = (n: number): Selectable<CategoriesTable> => ({
  id: seedId('categories', n),
  name: sampleText('Category', n, { max: 100 }),
  slug: sampleSlug('category', n),
  version: 1,
  created_at: seedInstant(n),
  updated_at: seedInstant(n),
  deleted_at: null,
});

/** Makes sample categories. */
export const seedCategories: Seed = (context) => {
  const total = context.count('categories', 10);
  const rows = samples(total, categoryRow);
  return insertRows(context.platform.database, 'categories', rows);
};
