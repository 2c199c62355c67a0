import { createHash } from 'node:crypto';
import pg from 'pg';
import { readSource } from '../../src/config/source.ts';
import { isAlive } from '../../src/platform/database/embedded/lock.ts';
import { useEmbeddedDatabase } from '../../src/platform/database/embedded/embedded.ts';

/** A server on which tests make databases of their own. */
export interface DatabaseServer {
  readonly adminUrl: string;
  /** The role that owns the tables. */
  readonly owner: Role;
  /** The role the backend runs as. */
  readonly application: Role;
  /** Whether nobody else uses it, so that leftovers may be removed. */
  readonly embedded: boolean;
  readonly release: () => Promise<void>;
}

export interface Role {
  readonly name: string;
  readonly password: string;
}

/** Uses the server of `TEST_DATABASE_URL`, which has to name a superuser, or else the embedded one. */
export const useDatabaseServer = async (): Promise<DatabaseServer> => {
  const source = readSource();
  const given = source['TEST_DATABASE_URL'];
  if (given !== undefined)
    return { adminUrl: given, ...(await makeRoles(given)), embedded: false, release: () => Promise.resolve() };
  const embedded = await useEmbeddedDatabase({ dataDir: source['DATA_DIR'] ?? '.data', say: () => undefined });
  const { adminUrl, release } = embedded;
  return { adminUrl, owner: roleIn(embedded.migrationUrl), application: roleIn(embedded.url), embedded: true, release };
};

/** For vitest: holds the embedded server for a whole run, so that it does not stop between two test files. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await useDatabaseServer();
  if (server.embedded) await removeLeftovers(server.adminUrl);
  return server.release;
}

/** Drops the databases of runs that were killed. */
const removeLeftovers = (adminUrl: string): Promise<void> =>
  administer(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^test_[0-9]+_'",
    );
    for (const { name } of rows) {
      if (!isAlive(Number(name.split('_')[1]))) await client.query('drop database if exists ' + name + ' with (force)');
    }
  });

const roleIn = (url: string): Role => {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
};

const makeRoles = async (adminUrl: string): Promise<Pick<DatabaseServer, 'owner' | 'application'>> => {
  // Every process of a run, and the next run, must come to the same password.
  const password = createHash('sha256').update(adminUrl).digest('hex');
  const roles = { owner: { name: 'test_owner', password }, application: { name: 'test_application', password } };
  await administer(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    for (const { name } of Object.values(roles)) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
      if (rowCount === 0) {
        const literal = client.escapeLiteral(password);
        await client.query(`create role ${client.escapeIdentifier(name)} login password ${literal}`);
      }
    }
  });
  return roles;
};

/** Runs statements as the superuser. */
export const administer = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The address of a database on the server, for a role; without one, for the superuser. */
export const urlOf = ({ adminUrl }: Pick<DatabaseServer, 'adminUrl'>, database: string, role?: Role): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role.name;
    url.password = role.password;
  }
  return url.href;
};
