import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './processes.ts';

const installed = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs: that of Debian's newest package, else whatever is in the PATH. */
const programFolder = (): string => {
  try {
    const [newest] = readdirSync(installed).sort((a, b) => Number(b) - Number(a));
    return newest === undefined ? '' : join(installed, newest, 'bin');
  } catch {
    return '';
  }
};

/** Durability off: what is measured is the servers, not the disk. */
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];

/** A PostgreSQL server of our own, which may be stopped at will. `scripts/services start` installs what it needs. */
export class Cluster {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'));
  readonly #programs = programFolder();
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Makes a cluster and starts it. @throws Error when PostgreSQL's programs are missing */
  static async create(): Promise<Cluster> {
    const cluster = new Cluster(await freePort());
    if (process.getuid?.() === 0) execFileSync('chown', ['postgres', cluster.#folder]);
    cluster.#run('initdb', ['-D', cluster.#data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C']);
    cluster.start();
    return cluster;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  start(): void {
    const options = [`-p ${String(this.#port)}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
    this.#run('pg_ctl', ['-D', this.#data, '-w', '-s', '-l', join(this.#folder, 'log'), '-o', options, 'start']);
  }

  /** Ends all its processes at once, as a crash would. */
  crash(): void {
    this.#run('pg_ctl', ['-D', this.#data, '-s', '-m', 'immediate', 'stop']);
  }

  /** Ends it and removes its data. */
  remove(): void {
    this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  url(database: string): string {
    return `postgres://postgres@127.0.0.1:${String(this.#port)}/${database}`;
  }

  /** Runs statements, and returns what they print. */
  query(database: string, text: string): string {
    return this.#run('psql', ['--no-psqlrc', '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', text, this.url(database)]).trim();
  }

  #run(program: string, args: readonly string[]): string {
    const command = this.#programs === '' ? program : join(this.#programs, program);
    // PostgreSQL refuses to run as root.
    const [name, words] =
      process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
    return execFileSync(name, words, { cwd: '/', encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  }
}
