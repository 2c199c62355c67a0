import { PostgresAdapter, PostgresDialect, sql, type MigrationLockOptions } from 'kysely';
import type { Db } from './database.ts';

class MigrationAdapter extends PostgresAdapter {
  override async acquireMigrationLock(transaction: Db, options: MigrationLockOptions): Promise<void> {
    await sql`set local lock_timeout = 0`.execute(transaction);
    await super.acquireMigrationLock(transaction, options);
    await sql`set local lock_timeout to default`.execute(transaction);
  }
}

/**
 * PostgreSQL for migrations: a process waits for as long as another one migrates, however long that takes. The limit of
 * the connection on waiting for locks (`lock_timeout`) holds for the migrations alone.
 */
export class MigrationDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new MigrationAdapter();
  }
}
