/**
 * Looks after the database: `db migrate`, `db rollback [--all] [--force]`, `db status`, `db make <name>`,
 * `db seed [--force]`.
 * It connects as the role of `DATABASE_MIGRATION_URL`, or else of `DATABASE_URL`; `seed` is always the latter.
 */
import { parseArgs } from 'node:util';
import { loadEnvironment } from '../config/environment.ts';
import type { Db } from '../platform/database/database.ts';
import { GrantError } from '../platform/database/grants.ts';
import {
  migrateToLatest,
  migrationStates,
  MigrationError,
  newerMigrations,
  PendingMigrationsError,
  rollBack,
  undoableMigrations,
} from '../platform/database/migrations.ts';
import type { DatabaseLocation } from '../platform/database/open-database-pool.ts';
import { explain, UsageError } from './failure.ts';
import { loadDatabaseEnvironment, withDatabase, withServer, type DatabaseEnvironment } from './database-access.ts';
import { makeMigration, MigrationNameError } from './make-migration.ts';
import { seed, SeedError } from './seed.ts';

const usage = `usage: db <command>
  migrate                      run the migrations that have not run yet
  rollback [--all] [--force]   undo the last migration, or all of them; in production only with --force
  status                       list the migrations, and when each ran
  make <name>                  add an empty migration, such as: make add_price_to_products
  seed [--force]               fill the tables for development; in production only with --force`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const sayAll = (verb: string, names: readonly string[]): void => {
  for (const name of names) say(`${verb} ${name}`);
  if (names.length === 0) say('There is nothing to do.');
};

interface Flags {
  readonly all: boolean;
  readonly force: boolean;
}

interface Task {
  readonly env: DatabaseEnvironment;
  readonly server: DatabaseLocation;
  readonly flags: Flags;
}

const printNewer = async (db: Db): Promise<void> => {
  const names = await newerMigrations(db);
  if (names.length > 0) say(`The database is ahead of this version, and stays so: it has ${names.join(', ')}.`);
};

const migrate = async ({ env, server }: Task): Promise<number> => {
  sayAll('Ran', await migrateToLatest(server));
  await withDatabase(env, server.migrationUrl, printNewer);
  return 0;
};

const rollback = async ({ env, server: { migrationUrl }, flags }: Task): Promise<number> => {
  const names = env.NODE_ENV === 'production' && !flags.force ? await undoableMigrations(migrationUrl, flags) : [];
  if (names.length > 0) {
    complain(`This would undo ${names.join(', ')}, and delete what they made room for: in production add --force.`);
    return 1;
  }
  sayAll('Undid', await rollBack(migrationUrl, flags));
  return 0;
};

const status = async ({ env, server }: Task): Promise<number> => {
  const states = await withDatabase(env, server.migrationUrl, migrationStates);
  for (const { name, executedAt } of states) say(`${name}  ${executedAt ?? 'pending'}`);
  return 0;
};

/** What looks after a server, by its name. Each returns the exit code. */
const tasks: ReadonlyMap<string, (task: Task) => Promise<number>> = new Map([
  ['migrate', migrate],
  ['rollback', rollback],
  ['status', status],
]);

/** @returns the exit code */
const run = async (words: readonly string[], flags: Flags): Promise<number> => {
  const [command, name] = words;
  if (command === 'make' && name !== undefined) {
    say(`Made ${await makeMigration('migrations', name)}`);
    return 0;
  }
  if (command === 'seed') {
    await seed(loadEnvironment(), { force: flags.force, say });
    return 0;
  }
  const task = tasks.get(command ?? '');
  if (task === undefined) throw new UsageError(usage);
  const env = loadDatabaseEnvironment();
  return withServer(env, say, (server) => task({ env, server, flags }));
};

/** Failures of these commands whose message says all there is to know. */
const isExplained = (error: unknown): error is Error =>
  [GrantError, MigrationError, MigrationNameError, PendingMigrationsError, SeedError].some(
    (type) => error instanceof type,
  );

try {
  const options = { all: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  process.exitCode = await run(positionals, values);
} catch (error) {
  complain(isExplained(error) ? error.message : explain(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
