import { PostgresAdapter, PostgresDialect, sql, type MigrationLockOptions, type PostgresDialectConfig } from 'kysely';
import type { Db } from './database.ts';

interface MigrationDialectConfig extends PostgresDialectConfig {
  /** How long a migration may wait for a lock, in milliseconds: whatever comes after it would wait, too. */
  readonly lockTimeoutMs: number;
}

class MigrationAdapter extends PostgresAdapter {
  constructor(private readonly lockTimeoutMs: number) {
    super();
  }

  override async acquireMigrationLock(transaction: Db, options: MigrationLockOptions): Promise<void> {
    await sql`set local lock_timeout = 0`.execute(transaction);
    await super.acquireMigrationLock(transaction, options);
    // For the transaction alone: a pooler in between takes no settings of a connection.
    await sql`select set_config('lock_timeout', ${String(this.lockTimeoutMs)}, true)`.execute(transaction);
  }
}

/**
 * PostgreSQL for migrations: a process waits for as long as another one migrates, however long that takes. The limit on
 * waiting for locks (`lock_timeout`) holds for the migrations alone.
 */
export class MigrationDialect extends PostgresDialect {
  constructor(private readonly migrationConfig: MigrationDialectConfig) {
    super(migrationConfig);
  }

  override createAdapter(): PostgresAdapter {
    return new MigrationAdapter(this.migrationConfig.lockTimeoutMs);
  }
}
