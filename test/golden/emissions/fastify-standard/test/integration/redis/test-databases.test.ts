import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyRedis, MARKER, mayBeEmptied, redisAnswers } from '../../support/redis.ts';

describe.skipIf(!(await redisAnswers()))('the databases that tests take', () => {
  let client: Redis;

  beforeAll(async () => {
    client = new Redis(await emptyRedis());
  });

  afterAll(async () => {
    await client.flushdb();
    await client.quit();
  });

  it('hold what tests left there, or nothing', async () => {
    await client.set('counter', '1');
    expect(await mayBeEmptied(client)).toBe(true);

    await client.flushdb();
    expect(await mayBeEmptied(client)).toBe(true);
  });

  it('are never those with data of others', async () => {
    await client.set('somebody', 'needs this');
    await client.del(MARKER);

    expect(await mayBeEmptied(client)).toBe(false);
  });
});
