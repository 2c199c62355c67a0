import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../../../src/app/server.ts';
import { seeds } from '../../../../src/commands/seeds.ts';
import { loadEnvironment } from '../../../../src/config/environment.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { createPlatform } from '../../../../src/platform/platform.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { patience } from '../../../support/patience.ts';

/** The whole backend in this process, listening, on a seeded database of its own. */
export interface Api {
  readonly url: string;
  /** Headers of a caller who may do everything. */
  readonly headers: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

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
    ...patience,
  });
  const platform = await createPlatform(env);
  const context = { platform, say: () => undefined, count: (_: string, rows: number) => rows };
  for (const [, seed] of seeds) await seed(context);
  await platform.health.completeStart();
  const server = await startServer(platform, new Drain());
  return {
    url: server.url,
    headers: {},
    close: async () => {
      await server.close();
      await platform.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
};
