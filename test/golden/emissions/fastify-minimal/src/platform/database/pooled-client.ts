import { createHash } from 'node:crypto';
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { PoolClient, QueryConfig } from 'pg';
import { UnavailableError } from '../errors.ts';
import { isUnavailable, isUsableAfter, sqlStateOf } from './errors.ts';

/** Statements beyond these are not prepared: each costs memory in every connection, on both sides. */
const mostPreparedStatements = 500;

/** Lists of values, or rows: each length is another statement, and all of them together would leave no room for others. */
const variesInLength = / in \(\$|\), \(\$/;

const names = new Map<string, string>();

/** Told how each query ended. */
export type QueryObserver = (query: { sql: string; milliseconds: number; failed: boolean }) => void;

/** The name of the prepared statement of a query text, or nothing when it has too many forms, or there are too many. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPreparedStatements || variesInLength.test(text)) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
};

/** `feature_not_supported`: also what an old prepared statement answers after a migration changed its table. */
const staleStatement = '0A000';

/**
 * One connection, for as long as it is checked out. It lets PostgreSQL keep the plans of repeated queries, reports
 * trouble with the connection as UnavailableError, and does not give a connection in an unknown state back to the pool.
 */
export class PooledClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #prepare: boolean;
  readonly #observe: QueryObserver;
  #broken = false;

  constructor(client: PoolClient, prepare: boolean, observe: QueryObserver) {
    this.#client = client;
    this.#prepare = prepare;
    this.#observe = observe;
  }

  query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    query: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof query === 'string') return this.#run<Row>(query, [...parameters]);
    throw new TypeError('Cursors are not set up: read large results page by page.');
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  async #run<Row>(sql: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    const name = this.#prepare && values.length > 0 ? nameOf(sql) : undefined;
    const start = performance.now();
    let failed = true;
    try {
      const result = await this.#send<Row>({ text: sql, values, ...(name !== undefined && { name }) });
      failed = false;
      return result;
    } catch (error) {
      if (name !== undefined && sqlStateOf(error) === staleStatement) {
        return await this.#again<Row>(error, { text: sql, values });
      }
      throw this.#translated(error);
    } finally {
      this.#observe({ sql, milliseconds: performance.now() - start, failed });
    }
  }

  async #again<Row>(error: unknown, query: QueryConfig): Promise<PostgresQueryResult<Row>> {
    this.#broken = true;
    // Inside a transaction the error has ended it.
    if (this.#client.getTransactionStatus() !== 'I') throw new UnavailableError(1, { cause: error });
    return this.#send<Row>(query);
  }

  #translated(error: unknown): unknown {
    // The driver's own stack leads to its socket; this one leads to who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    if (!isUnavailable(error)) return error;
    this.#broken ||= !isUsableAfter(error);
    return new UnavailableError(1, { cause: error });
  }

  #send<Row>(query: QueryConfig): Promise<PostgresQueryResult<Row>> {
    // The driver types `command` as any text and `rowCount` as nullable, which it is for statements without rows only.
    return this.#client.query(query) as unknown as Promise<PostgresQueryResult<Row>>;
  }
}
