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
const DATABASES = Array.from({ length: 15 }, (_unused, index) => index + 1);

/** Longer than a test file needs its database. */
const LEASE_SECONDS = 60;

/** Takes a database that no other test has, also of another run on the same server. Waits for one to get free. */
const lease = async (client: Redis): Promise<number> => {
  for (;;) {
    for (const database of DATABASES) {
      const taken = await client.set(`tests:database:${database}`, process.pid, 'EX', LEASE_SECONDS, 'NX');
      if (taken === 'OK') return database;
    }
    await sleep(200);
  }
};

/** The URL of an empty database of the server, for one test file. */
export const emptyRedis = async (): Promise<string> => {
  const database = await connected(server, lease);
  const url = new URL(server);
  url.pathname = `/${database}`;
  await connected(url.href, (client) => client.flushdb());
  return url.href;
};
