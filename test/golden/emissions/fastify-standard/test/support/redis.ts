import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** The Redis of the tests: `TEST_REDIS_URL`, or the usual port of this machine. */
const server = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const connected = async <Result>(url: string, work: (client: Redis) => Promise<Result>): Promise<Result> => {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
};

/** Whether it answers. Tests that need it are reported as skipped when it does not. */
export const redisAnswers = (): Promise<boolean> =>
  connected(server, (client) => client.ping()).then(
    () => true,
    () => false,
  );

/** Redis has 16 databases unless it is told otherwise; the first holds the leases, and what others keep there. */
const LEASES = 0;
const DATABASES = Array.from({ length: 15 }, (_unused, index) => index + 1);

/** Longer than a test file needs its database. */
const LEASE_SECONDS = 60;

/** The key that says of a database that tests filled it. */
export const MARKER = 'tests:marker';

/** Whether nobody misses what the database holds: it is empty, or tests filled it. */
export const mayBeEmptied = async (client: Redis): Promise<boolean> =>
  (await client.dbsize()) === 0 || (await client.exists(MARKER)) === 1;

const databasesToUse = async (client: Redis): Promise<readonly number[]> => {
  const usable: number[] = [];
  for (const database of DATABASES) {
    await client.select(database);
    if (await mayBeEmptied(client)) usable.push(database);
  }
  await client.select(LEASES);
  return usable;
};

/** Takes a database that no other test has, also of another run on the same server. Waits for one to get free. */
const lease = async (client: Redis): Promise<number> => {
  const usable = await databasesToUse(client);
  if (usable.length === 0) throw new Error('Databases 1 to 15 of this Redis hold data: set TEST_REDIS_URL to another.');
  for (;;) {
    for (const database of usable) {
      const taken = await client.set(`tests:database:${database}`, process.pid, 'EX', LEASE_SECONDS, 'NX');
      if (taken === 'OK') return database;
    }
    await sleep(200);
  }
};

/**
 * The URL of an empty database of the server, for one test file.
 *
 * @throws Error when each of them holds data that is not of tests: those are never emptied
 */
export const emptyRedis = async (): Promise<string> => {
  const database = await connected(server, lease);
  const url = new URL(server);
  url.pathname = `/${database}`;
  await connected(url.href, async (client) => {
    await client.flushdb();
    await client.set(MARKER, '1');
  });
  return url.href;
};
