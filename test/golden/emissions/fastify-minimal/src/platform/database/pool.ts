import type { PostgresPool, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { requestContext } from '../context.ts';
import type { Logger } from '../logging/logger.ts';
import { UnavailableError } from '../errors.ts';
import { PooledClient, type QueryObserver } from './pooled-client.ts';
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
  /** A query that takes longer is logged and counted, in milliseconds. */
  readonly slowQueryMs: number;
  /**
   * Off behind a pooler that gives each transaction another connection. What belongs to one connection is not used then:
   * plans, and the limits of the server, which have to be those of the role.
   */
  readonly preparedStatements: boolean;
  /** Called when the pool is closed. */
  readonly onClosed?: (() => Promise<void>) | undefined;
}

// The driver would write local time with an offset in whole minutes, and before standard time offsets had seconds.
pg.defaults.parseInputDatesAsUTC = true;

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
  readonly #clients = new WeakMap<pg.PoolClient, PooledClient>();
  #counts = { queries: 0, failedQueries: 0, slowQueries: 0 };

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#pool = new pg.Pool(configuration(options));
    this.#pool.on('connect', (client) => {
      client.on('error', (error) => {
        // The pool does not wait for the ends of its connections: the server may be gone before the last of them.
        if (this.#pool.ending) return;
        // A connection outlives the request that opened it, whose ids its events would carry into the log.
        requestContext.exit(() => {
          options.logger.warn({ err: error }, 'database connection lost');
        });
      });
    });
    // The pool repeats the error of an idle connection, and one that nobody listens to ends the process.
    this.#pool.on('error', () => undefined);
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
    await this.query('select 1', []);
  }

  /** Runs one statement on any connection. @throws UnavailableError, or what PostgreSQL reports */
  async query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    const client = await this.#connect();
    try {
      return await client.query<Row>(sql, parameters);
    } finally {
      client.release();
    }
  }

  statistics(): PoolStatistics {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { max: this.#options.max, total: totalCount, idle: idleCount, waiting: waitingCount, ...this.#counts };
  }

  /** Waits for the queries under way, and ends all connections. */
  async close(): Promise<void> {
    if (this.#pool.ending) return;
    await this.#pool.end();
    await this.#options.onClosed?.();
  }

  #connect(): Promise<PooledClient> {
    return new Promise((resolve, reject) => {
      this.#pool.connect((error, client) => {
        if (client) resolve(this.#pooled(client));
        // Whatever the reason, a password that was changed or a database that takes no connections: it is away.
        else reject(new UnavailableError(1, { cause: error }));
      });
    });
  }

  /** One for each connection, so that what is known of it is kept. */
  #pooled(client: pg.PoolClient): PooledClient {
    const known = this.#clients.get(client);
    if (known !== undefined) return known;
    const pooled = new PooledClient(client, this.#options.preparedStatements, this.#observe);
    this.#clients.set(client, pooled);
    return pooled;
  }

  // The values of a query are personal data: only its text is logged.
  readonly #observe: QueryObserver = ({ sql, milliseconds, failed }) => {
    const slow = milliseconds > this.#options.slowQueryMs;
    this.#counts.queries += 1;
    if (failed) this.#counts.failedQueries += 1;
    if (!slow) return;
    this.#counts.slowQueries += 1;
    this.#options.logger.warn({ durationMs: Math.round(milliseconds), sql }, 'slow query');
  };
}

const configuration = (options: PoolOptions): pg.PoolConfig => ({
  connectionString: options.url,
  max: options.max,
  connectionTimeoutMillis: options.connectTimeoutMs,
  idleTimeoutMillis: 30_000,
  maxLifetimeSeconds: 1800,
  keepAlive: true,
  // For a server that does not answer at all; one that does reports its own time-out first.
  query_timeout: options.statementTimeoutMs + 1000,
  // A pooler refuses them as it is set up, or drops them.
  ...(options.preparedStatements && {
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
  }),
  types: typeParsers,
});
