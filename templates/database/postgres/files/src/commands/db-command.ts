import { parseArgs } from 'node:util';
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
import type { Command, CommandContext } from './command.ts';
import { loadDatabaseEnvironment, withDatabase, withServer, type DatabaseEnvironment } from './database-access.ts';
import { exitCodeOf, explain, UsageError } from './failure.ts';
import { makeMigration, MigrationNameError } from './make-migration.ts';
import { seed, SeedError } from './seed.ts';

const usage = `usage: db <command>
  migrate                      run the migrations that have not run yet
  rollback [--all] [--force]   undo the last migration, or all of them; in production only with --force
  status                       list the migrations, and when each ran
  make <name>                  add an empty migration, such as: make add_price_to_products
  seed [--force]               fill the tables for development; in production only with --force`;

const sayAll = ({ say }: CommandContext, verb: string, names: readonly string[]): void => {
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
  readonly context: CommandContext;
}

const migrate = async ({ env, server, context }: Task): Promise<number> => {
  sayAll(context, 'Ran', await migrateToLatest(server));
  const newer = await withDatabase(env, server.migrationUrl, newerMigrations);
  if (newer.length > 0) {
    context.say(`The database is ahead of this version, and stays so: it has ${newer.join(', ')}.`);
  }
  return 0;
};

const rollback = async ({ env, server: { migrationUrl }, flags, context }: Task): Promise<number> => {
  const names = env.NODE_ENV === 'production' && !flags.force ? await undoableMigrations(migrationUrl, flags) : [];
  if (names.length > 0) {
    const undone = names.join(', ');
    context.complain(`This would undo ${undone}, and delete what they made room for: in production add --force.`);
    return 1;
  }
  sayAll(context, 'Undid', await rollBack(migrationUrl, flags));
  return 0;
};

const status = async ({ env, server, context }: Task): Promise<number> => {
  const states = await withDatabase(env, server.migrationUrl, migrationStates);
  for (const { name, executedAt } of states) context.say(`${name}  ${executedAt ?? 'pending'}`);
  return 0;
};

/** What looks after a server, by its name. Each returns the exit code. */
const tasks: ReadonlyMap<string, (task: Task) => Promise<number>> = new Map([
  ['migrate', migrate],
  ['rollback', rollback],
  ['status', status],
]);

/** @returns the exit code */
const run = async (words: readonly string[], flags: Flags, context: CommandContext): Promise<number> => {
  const { source, say } = context;
  const [command, name] = words;
  if (command === 'make' && name !== undefined) {
    say(`Made ${await makeMigration('migrations', name)}`);
    return 0;
  }
  if (command === 'seed') {
    await seed(source, { force: flags.force, say });
    return 0;
  }
  const task = tasks.get(command ?? '');
  if (task === undefined) throw new UsageError(usage);
  const env = loadDatabaseEnvironment(source);
  return withServer(env, say, (server) => task({ env, server, flags, context }));
};

/** Failures of these commands whose message says all there is to know. */
const isExplained = (error: unknown): error is Error =>
  [GrantError, MigrationError, MigrationNameError, PendingMigrationsError, SeedError].some(
    (type) => error instanceof type,
  );

/**
 * Looks after the database: `migrate`, `rollback [--all] [--force]`, `status`, `make <name>`, `seed [--force]`.
 * It connects as the role of `DATABASE_MIGRATION_URL`, or else of `DATABASE_URL`; `seed` is always the latter.
 */
export const dbCommand: Command = async (words, context) => {
  const options = { all: { type: 'boolean', default: false }, force: { type: 'boolean', default: false } } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
    return await run(positionals, values, context);
  } catch (error) {
    context.complain(isExplained(error) ? error.message : explain(error));
    return exitCodeOf(error);
  }
};
