import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Db } from '../../src/platform/database/database.ts';
import type { DatabasePool } from '../../src/platform/database/pool.ts';
import { createTestDatabase, testPool, type TestDatabase } from '../support/database.ts';
import { codesOf, requestTo } from './support/client.ts';
import { publicBodyRoute, publicCollection } from './support/probe.ts';
import { open } from './support/raw-http.ts';
import { startServer, type RunningServer } from './support/server.ts';

const MAX_IN_FLIGHT = 8;
const MAX_WAITING = 4;
const ROOM = MAX_IN_FLIGHT + MAX_WAITING;
/** How long a request may wait, in milliseconds. */
const LONGEST_WAIT = 1000;

/** How long the server itself took over a refusal, in milliseconds: the way there takes longer on a busy machine. */
const fastestRefusal = (log: string): number =>
  Math.min(...[...log.matchAll(/"status":503,"durationMs":([\d.]+)/g)].map(([, milliseconds]) => Number(milliseconds)));

/** Makes every query on a table of the modules wait until `work` is done. */
const withTablesLocked = (db: Db, work: () => Promise<void>): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const tables = await transaction
      .selectFrom(sql<{ tablename: string }>`pg_tables`.as('tables'))
      .select('tablename')
      .where(sql`schemaname`, '=', 'public')
      .execute();
    for (const { tablename } of tables) {
      await sql`lock table ${sql.table(tablename)} in access exclusive mode`.execute(transaction);
    }
    await work();
  });

describe('a server with ten times the load it can take', () => {
  let database: TestDatabase;
  let pool: DatabasePool;
  let admin: Db;
  let server: RunningServer;
  let path: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = testPool(database.adminUrl, 1);
    admin = createDatabase({ pool });
    server = await startServer(database, {
      OVERLOAD_MAX_IN_FLIGHT: String(MAX_IN_FLIGHT),
      OVERLOAD_MAX_WAITING: String(MAX_WAITING),
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_ANONYMOUS: '100000',
    });
    path = await publicCollection();
    await requestTo(server.url, 'GET', path);
  });
  afterAll(async () => {
    await server.stop();
    await pool.close();
    await database.close();
  });

  const refusedUncounted = async (): Promise<boolean> => {
    const answers = await Promise.all(Array.from({ length: ROOM }, () => requestTo(server.url, 'GET', path)));
    return answers.some(({ status, headers }) => status === 503 && !headers.has('ratelimit'));
  };

  it('refuses at once what it cannot take, stays alive, and answers the rest in full', async () => {
    const started = performance.now();
    let refusals = 0;
    let answers: ReturnType<typeof requestTo>[] = [];
    await withTablesLocked(admin, async () => {
      answers = Array.from({ length: MAX_IN_FLIGHT * 10 }, async () => {
        const answer = await requestTo(server.url, 'GET', path);
        if (answer.status === 503) refusals += 1;
        return answer;
      });
      await expect.poll(() => refusals).toBeGreaterThanOrEqual(MAX_IN_FLIGHT * 10 - ROOM);
      expect((await requestTo(server.url, 'GET', '/health/live')).status).toBe(200);
      // While there is no room, nothing is done for a request: it is not even counted.
      await expect.poll(refusedUncounted).toBe(true);
    });
    await expect.poll(() => fastestRefusal(server.output())).toBeLessThan(LONGEST_WAIT / 2);
    const settled = await Promise.all(answers);
    const answered = settled.filter(({ status }) => status === 200).length;
    // Those who wait are refused in the end, where a busy machine takes that long over the others.
    const inTime = performance.now() - started < LONGEST_WAIT;
    expect(answered).toBeGreaterThanOrEqual(inTime ? ROOM : MAX_IN_FLIGHT);
    expect(answered).toBeLessThanOrEqual(ROOM);
    const refused = settled.find(({ status }) => status === 503);
    if (!refused) throw new Error('Nothing was refused.');
    expect(codesOf(refused)).toEqual(['SERVICE_UNAVAILABLE']);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has all of its room again afterwards, also after clients that went away from several requests', async () => {
    await withTablesLocked(admin, async () => {
      const sockets = await Promise.all(Array.from({ length: ROOM }, () => open(server.url)));
      for (const socket of sockets) socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`.repeat(3));
      await sleep(100);
      expect((await requestTo(server.url, 'GET', path)).status).toBe(503);
      for (const socket of sockets) socket.destroy();
      await sleep(100);
    });
    const statuses = async (): Promise<number[]> => {
      const answers = Array.from({ length: MAX_IN_FLIGHT }, () => requestTo(server.url, 'GET', path));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    await expect.poll(statuses).toEqual(Array<number>(MAX_IN_FLIGHT).fill(200));
  });

  it('takes nothing new while it works for clients that went away', async () => {
    await withTablesLocked(admin, async () => {
      const sockets = await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, () => open(server.url)));
      for (const socket of sockets) socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`);
      await sleep(200);
      for (const socket of sockets) socket.destroy();
      await sleep(200);
      const answer = requestTo(server.url, 'GET', path).then(({ status }) => status);
      expect(await Promise.race([answer, sleep(LONGEST_WAIT * 3, 'no answer')])).toBe(503);
    });
    await expect.poll(() => server.output()).toMatch(/"status":499,.*"aborted":true/);
    expect(server.output()).not.toMatch(/"status":200,.*"aborted":true/);
    await expect.poll(async () => (await requestTo(server.url, 'GET', path)).status).toBe(200);
  });

  it('keeps no room for requests whose bodies do not come', async () => {
    const bodyRoute = (await publicBodyRoute()) ?? path;
    const sockets = await Promise.all(Array.from({ length: ROOM }, () => open(server.url)));
    const length = 'Content-Type: application/json\r\nContent-Length: 100\r\n';
    for (const socket of sockets) socket.write(`POST ${bodyRoute} HTTP/1.1\r\nHost: test\r\n${length}\r\n{`);
    await sleep(100);
    expect((await requestTo(server.url, 'GET', path)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});
