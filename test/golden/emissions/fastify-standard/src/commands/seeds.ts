import type { Seed } from './seeding.ts';
import { seedUsers } from '../modules/auth/persistence/seed.ts';
import { seedResources } from './resources.ts';

/** What `db seed` runs, in this order. */
export const seeds: readonly (readonly [name: string, seed: Seed])[] = [
  ['users', seedUsers],
  ['resources', seedResources],
];
