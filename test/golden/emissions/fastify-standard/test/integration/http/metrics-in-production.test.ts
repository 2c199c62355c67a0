import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from '../../../src/app/server.ts';
import { loadEnvironment } from '../../../src/config/environment.ts';
import { Drain } from '../../../src/platform/http/drain.ts';
import { createPlatform, type Platform } from '../../../src/platform/platform.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { patience } from '../../support/patience.ts';

const METRICS_TOKEN = 'only-prometheus-has-this-long-token';

let database: TestDatabase;
let folder: string;
let platform: Platform;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  const source = { NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder, DATABASE_URL: database.url };
  platform = await createPlatform(loadEnvironment({ ...source, ...patience }));
});
afterAll(async () => {
  await platform.close();
  await database.close();
  await rm(folder, { recursive: true });
});

/** What a production server with this token answers on its main port. */
const answersTo = async (token: string | undefined, authorizations: readonly (string | undefined)[]) => {
  const env = { ...platform.env, NODE_ENV: 'production' as const, METRICS_TOKEN: token };
  const server: Server = await startServer({ ...platform, env }, new Drain());
  try {
    const answers: unknown[] = [];
    for (const authorization of authorizations) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(`${server.url}/metrics`, { headers });
      answers.push([response.status, response.headers.get('www-authenticate')]);
    }
    return answers;
  } finally {
    await server.close();
  }
};

describe('metrics on the main port in production', () => {
  it('are for those who hold the token', async () => {
    const authorizations = [`Bearer ${METRICS_TOKEN}`, undefined, 'Bearer wrong', `Basic ${METRICS_TOKEN}`];
    const unknown = [401, 'Bearer realm="metrics"'];
    const wrong = [401, 'Bearer realm="metrics", error="invalid_token"'];
    expect(await answersTo(METRICS_TOKEN, authorizations)).toEqual([[200, null], unknown, wrong, unknown]);
  });

  it('are not to be had without a token', async () => {
    const refused = [404, null];
    const authorizations = [undefined, 'Bearer ', 'Bearer undefined'];
    expect(await answersTo(undefined, authorizations)).toEqual([refused, refused, refused]);
  });
});
