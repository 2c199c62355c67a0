import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterFactory } from '../../../src/platform/rate-limit/counters.ts';
import { rateLimitsOf } from '../../../src/platform/rate-limit/rate-limits.ts';
import { createRedis, type RedisConnection } from '../../../src/platform/redis/redis.ts';
import { emptyRedis, redisAnswers } from '../../support/redis.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { sampleLimits } from '../../unit/platform/rate-limit/sample-limits.ts';

const logger = pino({ level: 'silent' });

describe.skipIf(!(await redisAnswers()))('a Redis that hangs', () => {
  let proxy: TcpProxy;
  let redis: RedisConnection;
  beforeAll(async () => {
    const url = await emptyRedis();
    proxy = new TcpProxy(url);
    await proxy.start();
    redis = await createRedis({ env: { REDIS_URL: proxy.through(url) }, logger });
  });
  afterAll(async () => {
    await redis.close();
    await proxy.stop();
  });

  it('delays the first requests by half a second, and later ones not at all', async () => {
    const rateLimits = rateLimitsOf(counterFactory(redis.client), { ...sampleLimits, anonymous: 3 });
    const timed = async (): Promise<{ exceeded: boolean; milliseconds: number }> => {
      const started = performance.now();
      const { exceeded } = await rateLimits.consume('anonymous', 'a');
      return { exceeded, milliseconds: performance.now() - started };
    };
    await expect.poll(() => redis.client?.status).toBe('ready');
    await timed();
    proxy.freeze();
    const first = await Promise.all([timed(), timed()]);
    for (const { milliseconds } of first) expect(milliseconds).toBeLessThan(5000);
    await expect.poll(() => redis.client?.status).not.toBe('ready');
    const later = [await timed(), await timed()];
    // A busy machine can hold up one of them, but not both by the half second.
    expect(Math.min(...later.map(({ milliseconds }) => milliseconds))).toBeLessThan(250);
    expect(later.map(({ exceeded }) => exceeded)).toEqual([false, true]);
    proxy.thaw();
    await expect.poll(() => redis.client?.status).toBe('ready');
  });
});
