import { seedNotes } from '../modules/notes/persistence/seed.ts';
import type { Seed } from './seeding.ts';

// What is referred to comes first.
const seeds: readonly Seed[] = [seedNotes];

/** Fills the tables of the domain. */
export const seedResources: Seed = async (context) => {
  let written = 0;
  for (const seed of seeds) written += await seed(context);
  return written;
};
