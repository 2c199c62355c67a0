import { randomInt } from 'node:crypto';
import { Redis } from 'ioredis';

/** The Redis of the tests: `TEST_REDIS_URL`, or the usual port of this machine. */
const server = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const connected = async <Result>(url: string, work: (client: Redis) => Promise<Result>): Promise<Result> => {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 500, retryStrategy: () => null });
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

/** The URL of an empty database of the server. */
export const emptyRedis = async (): Promise<string> => {
  const url = new URL(server);
  // Redis has 16 databases unless it is told otherwise; the first is left to whoever works with the server.
  url.pathname = `/${randomInt(1, 16)}`;
  await connected(url.href, (client) => client.flushdb());
  return url.href;
};
