import type { Environment } from '../../config/environment.ts';
import { EnvironmentError } from '../../config/environment-error.ts';
import type { HealthChecks } from '../health/health.ts';
import type { Logger } from '../logging/logger.ts';
import { createDatabase, type Db } from './database.ts';
import { assertMigrated, migrateToLatest, migrationStates } from './migrations.ts';
import { DatabasePool } from './pool.ts';
import { assertRoleLimits } from './role-limits.ts';

export type { DatabasePool };

type DatabaseEnvironment = Pick<
  Environment,
  | 'NODE_ENV'
  | 'DATA_DIR'
  | 'DATABASE_URL'
  | 'DATABASE_MIGRATION_URL'
  | 'DATABASE_POOL_MAX'
  | 'DATABASE_CONNECT_TIMEOUT_MS'
  | 'DATABASE_STATEMENT_TIMEOUT_MS'
  | 'DATABASE_LOCK_TIMEOUT_MS'
  | 'DATABASE_SLOW_QUERY_MS'
  | 'DATABASE_PREPARED_STATEMENTS'
>;

interface OpenOptions {
  readonly env: DatabaseEnvironment;
  readonly logger: Logger;
  readonly health: HealthChecks;
}

/**
 * Opens the pool to the database, which need not be up yet: the backend is ready once it is. In development the missing
 * migrations run then; in production they are never run by the backend, which is not ready until somebody ran them.
 *
 * @throws EnvironmentError, or what the embedded server throws
 */
export const openDatabasePool = async ({ env, logger, health }: OpenOptions): Promise<DatabasePool> => {
  const server = await locateDatabase(env, (line) => {
    logger.info(line);
  });
  const pool = new DatabasePool({ ...poolOptions(env), url: server.url, logger, onClosed: server.release });
  const db = createDatabase({ pool });
  health.register('database', () => pool.ping(), { timeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS });
  if (env.NODE_ENV === 'development') health.registerStart(() => migrateIfPending(db, server, logger));
  health.registerStart(() => assertMigrated(db));
  if (!env.DATABASE_PREPARED_STATEMENTS) health.registerStart(() => assertRoleLimits(db));
  return pool;
};

const poolOptions = (env: DatabaseEnvironment) => ({
  max: env.DATABASE_POOL_MAX,
  connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
  statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
  lockTimeoutMs: env.DATABASE_LOCK_TIMEOUT_MS,
  slowQueryMs: env.DATABASE_SLOW_QUERY_MS,
  preparedStatements: env.DATABASE_PREPARED_STATEMENTS,
});

const migrateIfPending = async (db: Db, server: DatabaseLocation, logger: Logger): Promise<void> => {
  const states = await migrationStates(db);
  if (states.every(({ executedAt }) => executedAt !== undefined)) return;
  const migrations = await migrateToLatest(server);
  logger.info({ migrations }, 'migrated');
};

export interface DatabaseLocation {
  readonly url: string;
  readonly migrationUrl: string;
  /** Lets go of the embedded server; nothing to do for another one. */
  readonly release: (() => Promise<void>) | undefined;
}

/** Finds the server: that of `DATABASE_URL`, or outside production the embedded one. @throws EnvironmentError */
export const locateDatabase = async (
  env: Pick<DatabaseEnvironment, 'NODE_ENV' | 'DATA_DIR' | 'DATABASE_URL' | 'DATABASE_MIGRATION_URL'>,
  say: (line: string) => void,
): Promise<DatabaseLocation> => {
  const { DATABASE_URL: url, DATABASE_MIGRATION_URL: migrationUrl } = env;
  if (url !== undefined) return { url, migrationUrl: migrationUrl ?? url, release: undefined };
  if (env.NODE_ENV === 'production') throw new EnvironmentError(['DATABASE_URL: is required in production.']);
  // Loaded only here: production images do not have its packages.
  const { useEmbeddedDatabase } = await import('./embedded/embedded.ts');
  return useEmbeddedDatabase({ dataDir: env.DATA_DIR, say });
};
