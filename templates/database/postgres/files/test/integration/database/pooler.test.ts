import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../../src/platform/database/database.ts';
import { openDatabasePool } from '../../../src/platform/database/open-database-pool.ts';
import { HealthChecks } from '../../../src/platform/health/health.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

const logger = createLogger({ LOG_LEVEL: 'silent' });

describe('the pool behind a pooler in transaction mode', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  const open = async (prepared: boolean) => {
    const health = new HealthChecks(logger);
    const env = {
      NODE_ENV: 'production',
      DATA_DIR: '',
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: undefined,
      DATABASE_POOL_MAX: 1,
      DATABASE_CONNECT_TIMEOUT_MS: 5000,
      DATABASE_STATEMENT_TIMEOUT_MS: 4000,
      DATABASE_LOCK_TIMEOUT_MS: 3000,
      DATABASE_SLOW_QUERY_MS: 10,
      DATABASE_PREPARED_STATEMENTS: prepared,
    } as const;
    const pool = await openDatabasePool({ env, logger, health });
    onTestFinished(() => pool.close());
    return { health, pool, db: createDatabase({ pool }) };
  };

  it('asks for no time-outs with a connection, which the pooler would refuse or drop', async () => {
    const asked = async (prepared: boolean) => {
      const { db } = await open(prepared);
      const query = sql<{
        asked: string;
      }>`select name || ' ' || setting as asked from pg_settings where source = 'client' and name like '%timeout'`;
      return (await query.execute(db)).rows.map((row) => row.asked).sort();
    };

    expect(await asked(true)).toEqual([
      'idle_in_transaction_session_timeout 8000',
      'lock_timeout 3000',
      'statement_timeout 4000',
    ]);
    expect(await asked(false)).toEqual([]);
  });

  it('has the size of the environment, and takes for slow what the environment says', async () => {
    const { db, pool } = await open(false);
    await sql`select pg_sleep(0.02)`.execute(db);
    expect(pool.statistics()).toMatchObject({ max: 1, slowQueries: 1 });
  });

  it('is not ready until its role has time-outs', async () => {
    const { health } = await open(false);
    await expect(health.completeStart()).rejects.toThrow(/has no idle_in_transaction_.*, no lock_.*, no statement_/);
    await expect(open(true).then((direct) => direct.health.completeStart())).resolves.toBeUndefined();

    const { username, pathname } = new URL(database.url);
    const role = `alter role "${username}" in database "${pathname.slice(1)}" set`;
    for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) {
      await administer(database.adminUrl, (admin) => admin.query(`${role} ${name} = '5s'`));
    }
    const limited = await open(false);
    await expect(limited.health.completeStart()).resolves.toBeUndefined();
  });
});
