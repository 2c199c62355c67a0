import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { createDatabase, type Db } from '../../src/platform/database/database.ts';
import { migrateToLatest } from '../../src/platform/database/migrations.ts';
import { DatabasePool } from '../../src/platform/database/pool.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';
import { administer, urlOf, useDatabaseServer, type DatabaseServer } from './database-server.ts';

/** A database of its own for a test file: migrated, empty, gone after `close`. */
export interface TestDatabase {
  /** As the backend connects. */
  readonly url: string;
  /** As the role that owns the tables. */
  readonly migrationUrl: string;
  /** As the superuser. */
  readonly adminUrl: string;
  readonly pool: DatabasePool;
  readonly db: Db;
  close(): Promise<void>;
}

interface TestDatabaseOptions {
  /** Leave the migrations out. */
  readonly empty?: boolean;
  /** Connections at most. */
  readonly max?: number;
}

/** Makes a database for a test file. */
export const createTestDatabase = async ({
  empty = false,
  max = 10,
}: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const server = await useDatabaseServer();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = empty ? undefined : await migratedTemplate(server);
  await administer(server.adminUrl, async (client) => {
    const source = template === undefined ? 'template0' : client.escapeIdentifier(template);
    const owner = client.escapeIdentifier(server.owner.name);
    // Copies of one template wait for each other; a lock makes them wait instead of fail.
    await client.query('select pg_advisory_lock(2)');
    await client.query(`create database ${name} template ${source} owner ${owner}`);
  });
  const urls = {
    url: urlOf(server, name, server.application),
    migrationUrl: urlOf(server, name, server.owner),
    adminUrl: urlOf(server, name),
  };
  const pool = testPool(urls.url, max);
  return {
    ...urls,
    pool,
    db: createDatabase({ pool }),
    close: async () => {
      await pool.close();
      await administer(server.adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
      await server.release();
    },
  };
};

const silent = createLogger({ LOG_LEVEL: 'silent' });

/** A pool whose limits of time leave room for a busy machine. */
export const testPool = (url: string, max = 10): DatabasePool =>
  new DatabasePool({
    url,
    logger: silent,
    max,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 20_000,
    lockTimeoutMs: 20_000,
    slowQueryMs: 1000,
    preparedStatements: true,
  });

/** The database that the others are copied from. One for each state of the migrations, kept for the next run. */
const migratedTemplate = async (server: DatabaseServer): Promise<string> => {
  const name = `template_${await migrationsDigest()}`;
  await administer(server.adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(3)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount !== 0) return;
    if (server.embedded) await dropTemplates(client);
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(
      `create database ${name} template template0 owner ${client.escapeIdentifier(server.owner.name)}`,
    );
    await migrateToLatest({
      migrationUrl: urlOf(server, name, server.owner),
      url: urlOf(server, name, server.application),
    });
    await client.query(`alter database ${name} is_template true allow_connections false`);
  });
  return name;
};

/** Those of earlier states of the migrations would pile up. */
const dropTemplates = async (client: pg.Client): Promise<void> => {
  const query = "select datname as name from pg_database where datname ~ '^template_[0-9a-f]+$'";
  const { rows } = await client.query<{ name: string }>(query);
  for (const { name } of rows) {
    await client.query(`alter database ${name} is_template false`);
    await client.query(`drop database ${name} with (force)`);
  }
};

const migrationsDigest = async (): Promise<string> => {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
};
