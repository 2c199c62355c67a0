import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

describe('the database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterAll(async () => {
    await database.close();
  });

  it('reads dates as text, large numbers exactly or not at all, and times as dates', async () => {
    const { rows } = await sql`
      select date '2026-02-28' as day, 9007199254740991::bigint as large, 12.50::numeric(10,2) as price,
             timestamptz '2026-02-28 12:00:00.123+02' as at
    `.execute(database.db);

    expect(rows).toEqual([
      { day: '2026-02-28', large: 9_007_199_254_740_991, price: '12.50', at: new Date('2026-02-28T10:00:00.123Z') },
    ]);
    await expect(sql`select 9007199254740993::bigint as large`.execute(database.db)).rejects.toThrow(RangeError);
  });

  it('stores old times as they are, wherever the process runs', async () => {
    const noon = new Date('1890-06-01T12:00:00Z');
    vi.stubEnv('TZ', 'Europe/Berlin');
    try {
      const { rows } = await sql`select ${noon}::timestamptz as at`.execute(database.db);
      expect(rows).toEqual([{ at: noon }]);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
