import { spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Home } from './account.ts';
import { program } from './binaries.ts';
import { isAlive } from './lock.ts';

/** The embedded server did not start. */
export class EmbeddedPostgresError extends Error {
  constructor(what: string, log: string) {
    super(`The embedded PostgreSQL ${what}. Its last words: ${log.trim() === '' ? 'none' : log.trim()}`);
    this.name = 'EmbeddedPostgresError';
  }
}

const superuser = 'postgres';
const startupMs = 30_000;
const shutdownMs = 15_000;
const pauseMs = 20;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A crash of the machine may cost the last moments of development data, and nothing else.
  synchronous_commit: 'off',
};

/** One PostgreSQL server on the loopback address, with its data in a folder of its own. Hold the lock to change it. */
export class EmbeddedServer {
  readonly #home: Home;
  readonly #password: string;

  constructor(home: Home, password: string) {
    this.#home = home;
    this.#password = password;
  }

  /** Whether its process is there. It may not answer yet, or not any more. */
  isRunning(): boolean {
    const pid = this.#pid();
    return pid !== undefined && isAlive(pid);
  }

  /** Where the superuser connects, or nothing when the server does not run. */
  async runningUrl(): Promise<URL | undefined> {
    const port = this.#portInUse();
    if (port === undefined) return undefined;
    const url = this.#urlAt(port);
    // The server of a killed process may be on its way up or down.
    const deadline = performance.now() + startupMs;
    while (this.#portInUse() !== undefined && performance.now() < deadline) {
      if (await answers(url)) return url;
      if (!this.isRunning()) return undefined;
      await sleep(pauseMs);
    }
    return undefined;
  }

  /**
   * Starts the server, after making its data folder at the first time.
   *
   * @param port a free one unless given
   * @throws EmbeddedPostgresError
   */
  async start(port?: number): Promise<URL> {
    if (!existsSync(this.#path('data'))) this.#initialise();
    const url = this.#urlAt(port ?? (await freePort()));
    const log = openSync(this.#path('log'), 'w', 0o600);
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // In a session of its own, so that Ctrl-C in a terminal reaches us, and the server outlives our last query.
    const child = spawn(
      program(this.#home.binaries, 'postgres'),
      ['-D', this.#path('data'), '-p', url.port, ...options],
      { ...this.#home.account, cwd: this.#home.folder, detached: true, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    const life = { ended: false };
    const end = (): void => {
      life.ended = true;
    };
    child.once('error', end);
    child.once('exit', end);
    child.unref();
    const deadline = performance.now() + startupMs;
    while (!(await answers(url))) {
      if (life.ended || performance.now() > deadline) throw new EmbeddedPostgresError('did not start', this.#log());
      await sleep(pauseMs);
    }
    return url;
  }

  /** Ends the server: open connections are cut, data is written. It returns when the server is gone. */
  async stop(): Promise<void> {
    const pid = this.stopAtOnce();
    const deadline = performance.now() + shutdownMs;
    while (pid !== undefined && this.#pid() === pid && isAlive(pid)) {
      if (performance.now() > deadline) throw new EmbeddedPostgresError('did not stop', this.#log());
      await sleep(pauseMs);
    }
  }

  /** Tells the server to end, without waiting for it. @returns its process */
  stopAtOnce(): number | undefined {
    const pid = this.#pid();
    if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGINT');
    return pid;
  }

  #initialise(): void {
    const draft = this.#path('data.new');
    rmSync(draft, { recursive: true, force: true });
    const passwordFile = this.#path('password');
    writeFileSync(passwordFile, this.#password, { mode: 0o600 });
    if (this.#home.account) chownSync(passwordFile, this.#home.account.uid, this.#home.account.gid);
    const authentication = ['-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    const { status, stderr } = spawnSync(
      program(this.#home.binaries, 'initdb'),
      [
        '-D',
        draft,
        ...authentication,
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-sync',
      ],
      { ...this.#home.account, cwd: this.#home.folder, encoding: 'utf8' },
    );
    rmSync(passwordFile);
    if (status !== 0) throw new EmbeddedPostgresError('could not make its data folder', stderr);
    // A run that was interrupted leaves no half of a data folder under the final name.
    renameSync(draft, this.#path('data'));
  }

  /** First line of the server's own file: its process; fourth: its port (PostgreSQL, `miscadmin.h`). */
  #postmaster(): readonly string[] {
    try {
      return readFileSync(this.#path('data', 'postmaster.pid'), 'utf8').split('\n');
    } catch {
      return [];
    }
  }

  #pid(): number | undefined {
    const pid = Number(this.#postmaster()[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  }

  #portInUse(): number | undefined {
    const port = Number(this.#postmaster()[3]);
    return Number.isInteger(port) && port > 0 ? port : undefined;
  }

  #urlAt(port: number): URL {
    return new URL(`postgres://${superuser}:${this.#password}@127.0.0.1:${port}/postgres`);
  }

  #log(): string {
    try {
      return readFileSync(this.#path('log'), 'utf8').slice(-1000);
    } catch {
      return '';
    }
  }

  #path(...parts: readonly string[]): string {
    return join(this.#home.folder, ...parts);
  }
}

const answers = async (url: URL): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The system gave no port on 127.0.0.1.'));
      });
    });
  });
