import { readdir } from 'node:fs/promises';
import { Kysely, Migrator, NO_MIGRATIONS, type MigrationProvider, type MigrationResultSet } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { Database, Db } from './database.ts';
import { sqlStateOf } from './errors.ts';
import { grantApplicationRole } from './grants.ts';
import { MigrationDialect } from './migration-dialect.ts';

/** A migration failed. None of those that were to run together has changed anything. */
export class MigrationError extends Error {
  constructor(name: string | undefined, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    super(`${name === undefined ? 'The migrations' : `Migration ${name}`} failed, and nothing was changed: ${reason}`, {
      cause,
    });
    this.name = 'MigrationError';
  }
}

/** The same folder next to `src` and, compiled, next to `dist/src`. */
const folder = new URL('../../../migrations/', import.meta.url);

const migrationFile = /^(\d{4}_[a-z0-9_]+)\.(?:ts|js)$/;

/** Names of all migrations of this version, in order. */
export const migrationNames = async (): Promise<string[]> => {
  const files = await readdir(folder);
  return files.flatMap((file) => migrationFile.exec(file)?.[1] ?? []).sort();
};

const migrationModule = z.object({ up: z.function(), down: z.function() });

const provider: MigrationProvider = {
  getMigrations: async () => {
    const files = (await readdir(folder)).filter((file) => migrationFile.test(file));
    const entries = await Promise.all(
      files.map(async (file) => {
        const module: unknown = await import(new URL(file, folder).href);
        const parsed = migrationModule.safeParse(module);
        if (!parsed.success) throw new TypeError(`migrations/${file} must export the functions up and down.`);
        // Checked above; their parameter is a promise between the migrator and the file.
        return [file.replace(/\.\w+$/, ''), module as { up: never; down: never }] as const;
      }),
    );
    return Object.fromEntries(entries);
  },
};

const migratorFor = (db: Db): Migrator =>
  new Migrator({
    db,
    provider,
    // Two branches may each bring a migration; the one that is merged later may have the lower number.
    allowUnorderedMigrations: true,
  });

interface MigrationUrls {
  /** Of a role that owns the tables. */
  readonly migrationUrl: string;
  /** Of the role that the backend runs as; it gets what it needs on the tables. */
  readonly url: string;
}

/**
 * Runs all migrations that have not run yet, in one transaction, and grants the application's role its rights. Several
 * processes may call it at once: one does the work, the others wait. A database that is ahead of this version stays as
 * it is, so that the release before can be started again.
 *
 * @returns the names of those that ran
 * @throws MigrationError; GrantError after they ran
 */
export const migrateToLatest = ({ migrationUrl, url }: MigrationUrls): Promise<string[]> =>
  withMigrator(migrationUrl, async (migrator, db) => {
    const names = (await isAhead(db)) ? [] : namesOf(await migrator.migrateToLatest());
    await grantApplicationRole(db, { owner: migrationUrl, application: url });
    return names;
  });

/**
 * Undoes the last migration, or all of them in one transaction.
 *
 * @returns the names of those undone
 * @throws MigrationError, also when a newer version has migrated: how to undo that is written there
 */
export const rollBack = (migrationUrl: string, { all = false } = {}): Promise<string[]> =>
  withMigrator(migrationUrl, async (migrator, db) => {
    await assertUndoable(db);
    return namesOf(await (all ? migrator.migrateTo(NO_MIGRATIONS) : migrator.migrateDown()));
  });

/**
 * The names of what `rollBack` would undo, in this order.
 *
 * @throws MigrationError where it would
 */
export const undoableMigrations = (migrationUrl: string, { all = false } = {}): Promise<string[]> =>
  withMigrator(migrationUrl, async (_migrator, db) => {
    await assertUndoable(db);
    const states = await migrationStates(db);
    const executed = states.filter(({ executedAt }) => executedAt !== undefined).map(({ name }) => name);
    return executed.slice(all ? 0 : -1).reverse();
  });

const assertUndoable = async (db: Db): Promise<void> => {
  const newer = await newerMigrations(db);
  if (newer.length === 0) return;
  throw new MigrationError(undefined, new Error(`only a version that has ${newer.join(', ')} can undo that.`));
};

const namesOf = ({ error, results = [] }: MigrationResultSet): string[] => {
  if (error !== undefined)
    throw new MigrationError(results.find(({ status }) => status === 'Error')?.migrationName, error);
  return results.map(({ migrationName }) => migrationName);
};

const withMigrator = async <Result>(
  connectionString: string,
  work: (migrator: Migrator, db: Db) => Promise<Result>,
): Promise<Result> => {
  const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: 5000 });
  const ignore = (): void => undefined;
  // A connection that breaks fails the statement on it; without a listener it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const db = new Kysely<Database>({ dialect: new MigrationDialect({ pool, lockTimeoutMs: 10_000 }) });
  try {
    return await work(migratorFor(db), db);
  } finally {
    await db.destroy();
  }
};

export interface MigrationState {
  readonly name: string;
  /** When it ran, or nothing. */
  readonly executedAt: string | undefined;
}

/** All migrations of this version, and when each ran. */
export const migrationStates = async (db: Db): Promise<MigrationState[]> => {
  const [names, executed] = await Promise.all([migrationNames(), executedMigrations(db)]);
  return names.map((name) => ({ name, executedAt: executed.get(name) }));
};

const executedMigrations = async (db: Db): Promise<Map<string, string>> => {
  try {
    const rows = await db.selectFrom('kysely_migration').select(['name', 'timestamp']).execute();
    return new Map(rows.map((row) => [row.name, row.timestamp]));
  } catch (error) {
    // undefined_table: no migration has ever run.
    if (sqlStateOf(error) === '42P01') return new Map();
    throw error;
  }
};

/** Names of migrations that have run and that this version does not have: a newer one brought them. */
export const newerMigrations = async (db: Db): Promise<string[]> => {
  const [names, executed] = await Promise.all([migrationNames(), executedMigrations(db)]);
  return [...executed.keys()].filter((name) => !names.includes(name)).sort();
};

const pendingMigrations = async (db: Db): Promise<string[]> =>
  (await migrationStates(db)).flatMap(({ name, executedAt }) => (executedAt === undefined ? [name] : []));

/** Whether there is nothing to run, and something has run that the migrator, which would refuse it, does not know. */
const isAhead = async (db: Db): Promise<boolean> =>
  (await newerMigrations(db)).length > 0 && (await pendingMigrations(db)).length === 0;

/** The database is older than this version of the backend. */
export class PendingMigrationsError extends Error {
  constructor(names: readonly string[]) {
    super(`The database lacks ${names.length} migration(s): ${names.join(', ')}. Run db:migrate.`);
    this.name = 'PendingMigrationsError';
  }
}

/** @throws PendingMigrationsError when a migration of this version has not run */
export const assertMigrated = async (db: Db): Promise<void> => {
  const pending = await pendingMigrations(db);
  if (pending.length > 0) throw new PendingMigrationsError(pending);
};
