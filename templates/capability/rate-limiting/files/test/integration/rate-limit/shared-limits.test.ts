import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterFactory } from '../../../src/platform/rate-limit/counters.ts';
import { rateLimitsOf, type RateLimits } from '../../../src/platform/rate-limit/rate-limits.ts';
import { createRedis, type RedisConnection } from '../../../src/platform/redis/redis.ts';
import { startSeverableProxy, type SeverableProxy } from '../../e2e/support/severable-proxy.ts';
import { emptyRedis, redisAnswers } from '../../support/redis.ts';
import { sampleLimits } from '../../unit/platform/rate-limit/sample-limits.ts';

const logger = pino({ level: 'silent' });
const limits = { ...sampleLimits, anonymous: 10 };

describe.skipIf(!(await redisAnswers()))('limits in Redis', () => {
  let proxy: SeverableProxy;
  const connections: RedisConnection[] = [];

  const connect = async (url: string): Promise<RateLimits> => {
    const redis = await createRedis({ env: { REDIS_URL: url }, logger });
    connections.push(redis);
    await expect.poll(() => redis.client?.status).toBe('ready');
    return rateLimitsOf(counterFactory(redis.client), limits);
  };
  const admitted = async (rateLimits: RateLimits, key: string, requests: number): Promise<number> => {
    const decisions = await Promise.all(Array.from({ length: requests }, () => rateLimits.consume('anonymous', key)));
    return decisions.filter(({ exceeded }) => !exceeded).length;
  };

  let url: string;
  let proxied: string;
  beforeAll(async () => {
    url = await emptyRedis();
    const { hostname, port } = new URL(url);
    proxy = await startSeverableProxy(hostname, Number(port === '' ? 6379 : port));
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String(proxy.port);
    proxied = through.href;
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await proxy.close();
  });

  it('are shared by all connections, also at the same time', async () => {
    const [first, second] = [await connect(url), await connect(url)];
    const counts = await Promise.all([admitted(first, 'shared', 25), admitted(second, 'shared', 25)]);
    expect(counts[0] + counts[1]).toBe(10);
    const other = counterFactory(connections[0]?.client)({ name: 'other', limit: 60, windowSeconds: 60 });
    expect(await other.consume('shared')).toMatchObject({ consumedPoints: 1 });
  });

  it('take back over connections', async () => {
    const [first, second] = [await connect(url), await connect(url)];
    expect(await admitted(first, 'given-back', 10)).toBe(10);
    await second.giveBack('anonymous', 'given-back');
    expect(await admitted(first, 'given-back', 5)).toBe(1);
  });

  it('hold in each process while Redis is away, without waiting for it, and are shared again when it is back', async () => {
    const [cutOff, other] = [await connect(proxied), await connect(url)];
    expect(await admitted(other, 'outage', 10)).toBe(10);
    expect(await admitted(cutOff, 'outage', 1)).toBe(0);
    proxy.sever();
    await expect.poll(() => admitted(cutOff, 'probe', 1)).toBe(1);
    expect(await admitted(cutOff, 'outage', 30)).toBe(10);
    const times: number[] = [];
    for (const key of ['a', 'b', 'c']) {
      const started = performance.now();
      await cutOff.consume('anonymous', key);
      times.push(performance.now() - started);
    }
    // The fastest shows whether Redis is waited for; the others show what else the machine was doing.
    expect(Math.min(...times)).toBeLessThan(250);
    proxy.restore();
    const leftByTheOther = async (): Promise<number> => {
      const key = randomUUID();
      await admitted(cutOff, key, 10);
      return admitted(other, key, 1);
    };
    await expect.poll(leftByTheOther).toBe(0);
  });
});
