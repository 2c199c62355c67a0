import { join } from 'node:path';
import pg from 'pg';
import { keptSecret } from '../../../config/secrets.ts';
import { chooseHome } from './account.ts';
import { findBinaries } from './binaries.ts';
import { Leases } from './leases.ts';
import { withLock, withLockAtOnce } from './lock.ts';
import { makeRoles, type Roles } from './roles.ts';
import { EmbeddedServer } from './server.ts';
import { watch } from './watch.ts';

/** The server, for as long as it is needed. */
export interface EmbeddedDatabase {
  /** For the application: may read and write rows, and not change tables. */
  readonly url: string;
  /** For migrations: owns the tables. */
  readonly migrationUrl: string;
  /** For tests, which make databases of their own. */
  readonly adminUrl: string;
  /** Ends this use. The last one stops the server. */
  readonly release: () => Promise<void>;
}

interface EmbeddedOptions {
  /** Where the data is kept, `DATA_DIR`. */
  readonly dataDir: string;
  /** Takes the one line that says what was done. */
  readonly say: (line: string) => void;
}

/**
 * A PostgreSQL server for development and tests, from the packages in node_modules, with its data in `DATA_DIR/postgres`.
 * All commands that run at the same time share it: the first one starts it, the last one stops it. The server of a
 * command that was killed is used by the next one. A server that is killed itself is started again at its address.
 *
 * @throws EmbeddedPostgresMissingError, EmbeddedPostgresError
 */
export const useEmbeddedDatabase = async ({ dataDir, say }: EmbeddedOptions): Promise<EmbeddedDatabase> => {
  const home = chooseHome(join(dataDir, 'postgres'), findBinaries());
  const server = new EmbeddedServer(home, keptSecret(home.folder, 'superuser'));
  const roles: Roles = {
    owner: { name: 'owner', password: keptSecret(home.folder, 'owner') },
    application: { name: 'application', password: keptSecret(home.folder, 'application') },
  };
  const leases = new Leases(join(home.folder, 'leases'));
  const lock = join(home.folder, 'lock');

  const { url, lease } = await withLock(lock, async () => {
    const running = await server.runningUrl();
    const admin = running ?? (await server.start());
    await withClient(admin, (client) => makeRoles(client, roles));
    const note = home.note === undefined ? '' : ` (${home.note})`;
    say(
      `Embedded PostgreSQL ${running ? 'in use' : 'started'} at 127.0.0.1:${admin.port}, data in ${home.folder}${note}`,
    );
    return { url: admin, lease: leases.add() };
  });

  let released = false;
  void watch({ server, port: Number(url.port), lock, isReleased: () => released, say });

  const onExit = (): void => {
    withLockAtOnce(lock, () => {
      if (leases.remove(lease) === 0) server.stopAtOnce();
    });
  };
  // For a process that ends without closing what it opened.
  process.once('exit', onExit);
  const release = (): Promise<void> => {
    released = true;
    return withLock(lock, async () => {
      process.removeListener('exit', onExit);
      if (leases.remove(lease) === 0) await server.stop();
    });
  };
  return {
    url: as(url, roles.application),
    migrationUrl: as(url, roles.owner),
    adminUrl: url.href,
    release,
  };
};

const withClient = async (url: URL, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

const as = (admin: URL, { name, password }: Roles['owner']): string => {
  const url = new URL(admin);
  url.username = name;
  url.password = password;
  url.pathname = '/app';
  return url.href;
};
