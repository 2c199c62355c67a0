import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../../src/platform/errors.ts';
import { createAttemptLimiter, type AttemptLimiter } from '../../../src/platform/rate-limit/attempt-limiter.ts';
import { counterFactory } from '../../../src/platform/rate-limit/counters.ts';
import { createRedis, type RedisConnection } from '../../../src/platform/redis/redis.ts';
import { emptyRedis, redisAnswers } from '../../support/redis.ts';

const logger = pino({ level: 'silent' });
const limits = { perAccount: 2, perAddress: 20, windowSeconds: 900, longestBlockSeconds: 3600 };
const address = '203.0.113.7';

const waitOf = async (attempts: AttemptLimiter, account: string): Promise<number | undefined> => {
  try {
    await attempts.consume(account, address);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimitedError) return error.retryAfterSeconds;
    throw error;
  }
};

describe.skipIf(!(await redisAnswers()))('attempts in Redis', () => {
  const connections: RedisConnection[] = [];
  let url: string;

  const limiterOfAProcess = async (name: string): Promise<AttemptLimiter> => {
    const redis = await createRedis({ env: { REDIS_URL: url }, logger });
    connections.push(redis);
    await expect.poll(() => redis.client?.status).toBe('ready');
    return createAttemptLimiter(counterFactory(redis.client), name, limits);
  };

  beforeAll(async () => {
    url = await emptyRedis();
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
  });

  it('are those of all processes, and so is the wait after them', async () => {
    const [first, second] = [await limiterOfAProcess('login'), await limiterOfAProcess('login')];
    expect([await waitOf(first, 'shared'), await waitOf(second, 'shared')]).toEqual([undefined, undefined]);
    expect([await waitOf(first, 'shared'), await waitOf(second, 'shared')]).toEqual([900, 1800]);
    await second.reset('shared');
    expect(await waitOf(first, 'shared')).toBeUndefined();
  });

  it('of another name are apart', async () => {
    const [logIns, others] = [await limiterOfAProcess('login'), await limiterOfAProcess('confirmation')];
    for (let attempt = 1; attempt <= 3; attempt += 1) await waitOf(logIns, 'apart');
    expect(await waitOf(others, 'apart')).toBeUndefined();
  });
});
