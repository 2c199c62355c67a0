import { afterAll, beforeAll, expect, it } from 'vitest';

import type { SeedContext } from '../../../src/commands/seeding.ts';
import { seedUsers } from '../../../src/modules/auth/persistence/seed.ts';
import { roles } from '../../../src/modules/users/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const made: string[] = [];
const seedWith = (hash: string | null): Promise<number> => {
  const passwords = { hash: () => Promise.resolve(hash) };
  const platform = { database: database.db, passwords, clock: { now: () => new Date() } };
  const madeAccount = (email: string): number => made.push(email);
  return seedUsers({ platform, password: 'any', madeAccount, count: () => 0 } as unknown as SeedContext);
};

it('makes each account with its password or not at all, and once', async () => {
  await expect(seedWith(null)).rejects.toThrow();
  expect(await seedWith('a hash')).toBe(roles.length);
  expect(await seedWith('another hash')).toBe(0);
  expect(made).toEqual(roles.map((role) => `${role.toLowerCase()}@example.test`));
  const stored = database.db.selectFrom('password_credentials').select('hash');
  expect(await stored.execute()).toEqual(roles.map(() => ({ hash: 'a hash' })));
});
