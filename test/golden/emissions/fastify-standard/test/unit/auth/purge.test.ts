import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createDatabase } from '../../../src/platform/database/database.ts';
import { createPurge } from '../../../src/platform/database/expired-rows.ts';
import { DatabasePool } from '../../../src/platform/database/pool.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reports a purge that keeps failing as an error, and one failure as a warning', async () => {
  const levels: unknown[] = [];
  const write = (line: string): void => void levels.push((JSON.parse(line) as { level: unknown }).level);
  const logger = createLogger({ LOG_LEVEL: 'info' }, { write });
  const limits = { max: 1, connectTimeoutMs: 1, statementTimeoutMs: 1, lockTimeoutMs: 1, slowQueryMs: 1000 };
  const pool = new DatabasePool({
    ...limits,
    url: 'postgres://nobody@127.0.0.1:1/none',
    logger,
    preparedStatements: false,
  });
  vi.spyOn(pool, 'query').mockRejectedValue(new Error('canceling statement due to statement timeout'));
  const purge = createPurge({ database: createDatabase({ pool }), clock: { now: () => new Date() }, logger });

  await vi.advanceTimersByTimeAsync(4 * 600_000);
  purge.close();
  expect(levels).toEqual(['warn', 'warn', 'error', 'error']);
});
