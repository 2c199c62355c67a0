import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createRedis } from '../../../src/platform/redis/redis.ts';
import { emptyRedis, redisAnswers } from '../../support/redis.ts';

describe.skipIf(!(await redisAnswers()))('commands that Redis refuses', () => {
  it('are told in one line, however many there are, and fail', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const redis = await createRedis({ env: { REDIS_URL: await emptyRedis() }, logger });
    await expect.poll(() => redis.client?.status).toBe('ready');
    // An unknown script says nothing of the server: the client sends it then.
    await expect(redis.client?.evalsha('0'.repeat(40), 0)).rejects.toThrow('NOSCRIPT');
    expect(lines).toEqual([]);
    await redis.client?.set('text', 'a');
    for (let command = 1; command <= 3; command += 1) {
      await expect(redis.client?.lpush('text', 'b')).rejects.toThrow('WRONGTYPE');
    }
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Redis refuses commands');
    expect(redis.client?.status).toBe('ready');
    await redis.close();
  });
});
