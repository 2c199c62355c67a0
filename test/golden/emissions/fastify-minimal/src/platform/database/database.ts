import { Kysely, PostgresDialect, type LogEvent, type Transaction as KyselyTransaction } from 'kysely';
import type { Logger } from '../logging/logger.ts';
import type { DatabasePool } from './pool.ts';

/** The migrations that have run, kept by the migrator. */
export interface MigrationTable {
  readonly name: string;
  readonly timestamp: string;
}

/** All tables by name. Each module adds its own, next to the type of the table: `declare module '…/database.ts'`. */
export interface Database {
  kysely_migration: MigrationTable;
}

/** The typed query builder over the pool. */
export type Db = Kysely<Database>;

/** The same inside a transaction. Functions that take one cannot be called outside by mistake. */
export type Transaction = KyselyTransaction<Database>;

interface DatabaseOptions {
  readonly pool: DatabasePool;
  readonly logger: Logger;
  /** A query that takes longer is logged and counted, in milliseconds. */
  readonly slowQueryMs: number;
}

/** Makes the query builder. It is closed with the pool. */
export const createDatabase = ({ pool, logger, slowQueryMs }: DatabaseOptions): Db =>
  new Kysely<Database>({
    dialect: new PostgresDialect({ pool: pool.forKysely() }),
    log: (event) => {
      observe(event, { pool, logger, slowQueryMs });
    },
  });

// The values of a query are personal data: only its text is logged.
const observe = (event: LogEvent, { pool, logger, slowQueryMs }: DatabaseOptions): void => {
  pool.countQuery({ failed: event.level === 'error', slow: event.queryDurationMillis > slowQueryMs });
  if (event.queryDurationMillis <= slowQueryMs) return;
  logger.warn({ durationMs: Math.round(event.queryDurationMillis), sql: event.query.sql }, 'slow query');
};
