import type { PostgresPool } from 'kysely';
import pg from 'pg';
import type { Logger } from '../logging/logger.ts';
import { UnavailableError } from '../errors.ts';
import { isUnavailable } from './errors.ts';
import { PooledClient } from './pooled-client.ts';
import { typeParsers } from './type-parsers.ts';

export interface PoolOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Connections at most. More than the server has cores for makes every query slower. */
  readonly max: number;
  /** How long a query may wait for a connection, and a connection for the server, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** How long one statement may run, in milliseconds. */
  readonly statementTimeoutMs: number;
  /** How long a statement may wait for a lock, in milliseconds. */
  readonly lockTimeoutMs: number;
  /** Off behind a pooler that gives each transaction another connection. */
  readonly preparedStatements: boolean;
  /** Called after the last connection is closed. */
  readonly onClosed?: (() => Promise<void>) | undefined;
}

/** What the pool is doing now, and has done since it was made. */
export interface PoolStatistics {
  readonly max: number;
  readonly total: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
  readonly queries: number;
  readonly failedQueries: number;
  readonly slowQueries: number;
}

/** Connections to PostgreSQL, with a limit on everything that could wait for ever. */
export class DatabasePool {
  readonly #pool: pg.Pool;
  readonly #options: PoolOptions;
  #counts = { queries: 0, failedQueries: 0, slowQueries: 0 };

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#pool = new pg.Pool(configuration(options));
    // Without these listeners a connection that breaks ends the process: an idle one emits on the pool, one that is in
    // use between two queries on the client.
    const onError = (error: Error): void => {
      options.logger.warn({ err: error }, 'database connection lost');
    };
    this.#pool.on('error', onError);
    this.#pool.on('connect', (client) => client.on('error', onError));
  }

  /** Where the pool connects to, for the few things that need a connection of their own. It holds the password. */
  get url(): string {
    return this.#options.url;
  }

  /** The pool as the query builder wants it. */
  forKysely(): PostgresPool {
    return { connect: () => this.#connect(), end: () => this.close() };
  }

  /** Whether the database answers. @throws UnavailableError when it does not */
  async ping(): Promise<void> {
    const client = await this.#connect();
    try {
      await client.query('select 1', []);
    } finally {
      client.release();
    }
  }

  countQuery({ failed, slow }: { readonly failed: boolean; readonly slow: boolean }): void {
    this.#counts.queries += 1;
    if (failed) this.#counts.failedQueries += 1;
    if (slow) this.#counts.slowQueries += 1;
  }

  statistics(): PoolStatistics {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { max: this.#options.max, total: totalCount, idle: idleCount, waiting: waitingCount, ...this.#counts };
  }

  /** Waits for the queries under way and closes all connections. */
  async close(): Promise<void> {
    if (this.#pool.ending) return;
    await this.#pool.end();
    await this.#options.onClosed?.();
  }

  async #connect(): Promise<PooledClient> {
    try {
      return new PooledClient(await this.#pool.connect(), this.#options.preparedStatements);
    } catch (error) {
      throw isUnavailable(error) ? new UnavailableError(1, { cause: error }) : error;
    }
  }
}

const configuration = (options: PoolOptions): pg.PoolConfig => ({
  connectionString: options.url,
  max: options.max,
  connectionTimeoutMillis: options.connectTimeoutMs,
  idleTimeoutMillis: 30_000,
  maxLifetimeSeconds: 1800,
  keepAlive: true,
  statement_timeout: options.statementTimeoutMs,
  // For a server that does not answer at all; one that does reports its own time-out first.
  query_timeout: options.statementTimeoutMs + 1000,
  lock_timeout: options.lockTimeoutMs,
  idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
  types: typeParsers,
});
