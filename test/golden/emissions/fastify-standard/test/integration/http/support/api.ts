import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../../src/app/server.ts';
import { seeds } from '../../../../src/commands/seeds.ts';
import { loadEnvironment } from '../../../../src/config/environment.ts';
import { administratorRole, defaultRole } from '../../../../src/modules/users/index.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { createPlatform } from '../../../../src/platform/platform.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { patience } from '../../../support/patience.ts';

/** The whole backend in this process, listening, on a seeded database of its own. */
export interface Api {
  readonly url: string;
  /** Headers of a caller who may do everything. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of somebody else who may do everything, at the same address. */
  colleague(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

const PASSWORD = 'a long enough passphrase for tests';

const mailOf = (role: string): string => `${role.toLowerCase()}@example.test`;

const signIn = async (url: string, role: string): Promise<Record<string, string>> => {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: mailOf(role), password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`The account for ${role} could not sign in: ${String(response.status)}`);
  const token = /"accessToken":"([^"]+)"/.exec(await response.text())?.[1];
  if (token === undefined) throw new Error('The log-in brought no access token.');
  return { authorization: `Bearer ${token}` };
};

interface ApiOptions {
  /** Makes of the address of the database the one that the backend gets. */
  readonly databaseUrl?: (url: string) => Promise<string>;
}

/** Starts it. */
export const startApi = async ({ databaseUrl }: ApiOptions = {}): Promise<Api> => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'api-'));
  const env = loadEnvironment({
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl === undefined ? database.url : await databaseUrl(database.url),
    RATE_LIMIT_ENABLED: 'false',
    SEED_PASSWORD: PASSWORD,
    ...patience,
  });
  const platform = await createPlatform(env);
  const context = { platform, say: () => undefined, count: (_: string, rows: number) => rows };
  for (const [, seed] of seeds) await seed(context);
  await platform.health.completeStart();
  const server = await startServer(platform, new Drain());
  return {
    url: server.url,
    headers: await signIn(server.url, administratorRole),
    colleague: async () => {
      const users = platform.database.updateTable('users').set({ roles: [administratorRole] });
      await users.where('email', '=', mailOf(defaultRole)).execute();
      return signIn(server.url, defaultRole);
    },
    close: async () => {
      await server.close();
      await platform.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
};
