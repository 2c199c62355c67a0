import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { CredentialKyselyRepository } from '../../../src/modules/auth/persistence/credential-kysely-repository.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, type OpenAuthStore } from './support.ts';

let database: TestDatabase;
let auth: OpenAuthStore;
beforeAll(async () => {
  database = await createTestDatabase();
  auth = await openAuthStore(database);
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

const stored = async (password: string) => {
  const user = await auth.newUser();
  await auth.store.credentials.setPasswordHash(user.id, password);
  return user;
};

it('finds an account with its password and its epoch, by address and by id', async () => {
  const user = await stored('a hash');
  await auth.store.users.endSignIns(user.id);
  const found = { user, epoch: 1, passwordHash: 'a hash' };
  expect(await auth.store.credentials.findByEmail(user.email)).toEqual(found);
  expect(await auth.store.credentials.findByUserId(user.id)).toEqual(found);
  await auth.store.credentials.removePassword(user.id);
  expect(await auth.store.credentials.findByUserId(user.id)).toEqual({ ...found, passwordHash: undefined });
  expect(await auth.store.credentials.findByEmail('nobody@example.test')).toBeUndefined();
});

it('reads an account and its password in one statement, so that they are of one moment', async () => {
  const user = await stored('a hash');
  const sent: string[] = [];
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      sent.push(node.kind);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const credentials = new CredentialKyselyRepository(database.db.withPlugin(counting), auth.clock);
  await credentials.findByEmail(user.email);
  await credentials.findByUserId(user.id);
  expect(sent).toHaveLength(2);
});
