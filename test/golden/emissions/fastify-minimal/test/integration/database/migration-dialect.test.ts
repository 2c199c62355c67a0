import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, Migrator, sql, type Migration } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/platform/database/database.ts';
import { MigrationDialect } from '../../../src/platform/database/migration-dialect.ts';
import { createTestDatabase } from '../../support/database.ts';

it('waits longer for other migrations than migrations may wait for a lock', async () => {
  const database = await createTestDatabase({ empty: true });
  const pool = new pg.Pool({ connectionString: database.migrationUrl });
  // A pool does not wait for the ends of its connections: the database may be gone before them.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new MigrationDialect({ pool, lockTimeoutMs: 100 }) });
  const timeouts: unknown[] = [];
  const migrate = (up: Migration['up']) =>
    new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ first: { up } }) } }).migrateToLatest();
  try {
    const results = await Promise.all(
      [1, 2].map(() =>
        migrate(async (transaction) => {
          const { rows } = await sql`show lock_timeout`.execute(transaction);
          timeouts.push(...rows);
          await sleep(300);
        }),
      ),
    );
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(timeouts).toEqual([{ lock_timeout: '100ms' }]);
  } finally {
    await db.destroy();
    await database.close();
  }
});
