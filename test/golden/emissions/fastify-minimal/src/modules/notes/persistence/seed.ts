import type { Selectable } from 'kysely';
import { sampleText, samples, seedId, seedInstant } from '../../../commands/samples.ts';
import type { Seed } from '../../../commands/seeding.ts';
import { insertRows } from '../../../platform/database/insert-rows.ts';
import type { NotesTable } from './notes-table.ts';

/** The n-th sample note, as it is stored. */
export const noteRow = (n: number): Omit<Selectable<NotesTable>, 'search_vector'> => ({
  id: seedId('notes', n),
  title: sampleText('Note', n, { max: 200 }),
  body: sampleText('Body', n, { max: 10_000 }),
  is_pinned: n % 10 === 0,
  version: 1,
  created_at: seedInstant(n),
  updated_at: seedInstant(n),
  deleted_at: null,
});

/** Makes sample notes. */
export const seedNotes: Seed = (context) => {
  const total = context.count('notes', 100);
  const rows = samples(total, noteRow);
  return insertRows(context.platform.database, 'notes', rows);
};
