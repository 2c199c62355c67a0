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

const said: string[] = [];
const seedWith = (hash: string | null, env: { readonly SEED_PASSWORD?: string } = {}): Promise<number> => {
  const passwords = { hash: () => Promise.resolve(hash) };
  const platform = { database: database.db, passwords, clock: { now: () => new Date() }, env };
  const say = (line: string): number => said.push(line);
  return seedUsers({ platform, say, count: () => 0 } as unknown as SeedContext);
};

it('makes each account with its password or not at all, and once', async () => {
  await expect(seedWith(null)).rejects.toThrow();
  expect(await seedWith('a hash')).toBe(roles.length);
  expect(await seedWith('another hash')).toBe(0);
  const emails = roles.map((role) => `${role.toLowerCase()}@example.test`);
  expect(said).toEqual([
    `New accounts: ${emails.join(', ')}`,
    expect.stringMatching(/^Password of new accounts: .{16}$/),
  ]);
  const stored = database.db.selectFrom('password_credentials').select('hash');
  expect(await stored.execute()).toEqual(roles.map(() => ({ hash: 'a hash' })));
});

it('tells no password that was given', async () => {
  await database.db.deleteFrom('users').execute();
  said.length = 0;
  expect(await seedWith('a hash', { SEED_PASSWORD: 'a given passphrase' })).toBe(roles.length);
  expect(said.join('\n')).toMatch(/^New accounts: .*$/);
});
