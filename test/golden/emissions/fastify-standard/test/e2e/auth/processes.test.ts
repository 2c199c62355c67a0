import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole } from '../../../src/modules/users/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { requestTo } from '../support/client.ts';
import { SEED_PASSWORD, seedDatabase } from '../support/seed.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import type { SignedIn } from './support/sign-in.ts';

let database: TestDatabase;
let folder: string;
let servers: readonly [RunningServer, RunningServer];
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
  seedDatabase(database);
  const start = () => startServer(database, { DATA_DIR: folder });
  servers = [await start(), await start()];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.close();
  await rm(folder, { recursive: true });
});

const signIn = async (server: RunningServer): Promise<SignedIn> => {
  const json = { email: `${administratorRole}@example.test`, password: SEED_PASSWORD };
  return (await requestTo<SignedIn>(server.url, 'POST', '/api/v1/auth/login', { json })).body.data;
};

const statusAt = async (server: RunningServer, token: string): Promise<number> =>
  (await requestTo(server.url, 'GET', '/api/v1/users/me', { token })).status;

const kidOf = (token: string): string => Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();

describe('two processes', () => {
  it('take each other’s tokens, and hear of each other’s revocations', async () => {
    const [one, two] = servers;
    const { accessToken } = await signIn(one);
    expect([await statusAt(one, accessToken), await statusAt(two, accessToken)]).toEqual([200, 200]);
    const ended = await requestTo(two.url, 'POST', '/api/v1/auth/logout-all', { token: accessToken });
    expect(ended.status).toBe(204);
    expect(await statusAt(two, accessToken)).toBe(401);
    // The other one hears of it by the database: within milliseconds, unless the machine is busy.
    await expect.poll(() => statusAt(one, accessToken)).toBe(401);
  });

  it('sign with a new key after it was rotated, and still know the old one', async () => {
    const [one, two] = servers;
    const before = await signIn(one);
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'src/commands/rotate-keys.ts', '--after', '0'], {
      env: { ...process.env, NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: database.url },
    });
    expect(status).toBe(0);
    const restarted = await startServer(database, { DATA_DIR: folder });
    try {
      const after = await signIn(restarted);
      expect(kidOf(after.accessToken)).not.toBe(kidOf(before.accessToken));
      for (const server of [one, two, restarted]) {
        await expect.poll(() => statusAt(server, after.accessToken)).toBe(200);
        expect(await statusAt(server, before.accessToken)).toBe(200);
      }
    } finally {
      await restarted.stop();
    }
  });
});
