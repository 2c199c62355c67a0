import {
  DefaultQueryExecutor,
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Driver,
  type PostgresDialect,
  type QueryResult,
} from 'kysely';
import type { DatabasePool } from './pool.ts';

/** Commands that tell how many rows they changed. */
const writes: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * Runs a query that belongs to no transaction on the pool at once. The steps by which the query builder gets a
 * connection are asynchronous, each of them, and cost as much as the rest of a short query.
 */
export class PoolExecutor extends DefaultQueryExecutor {
  readonly #pool: DatabasePool;

  constructor(pool: DatabasePool, dialect: PostgresDialect, driver: Driver) {
    super(dialect.createQueryCompiler(), dialect.createAdapter(), new Connections(driver));
    this.#pool = pool;
  }

  override async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#pool.query<Row>(sql, parameters);
    return writes.has(command) ? { rows, numAffectedRows: BigInt(rowCount) } : { rows };
  }
}

/** Lends connections to transactions. */
class Connections implements ConnectionProvider {
  readonly #driver: Driver;
  readonly #ready: Promise<void>;

  constructor(driver: Driver) {
    this.#driver = driver;
    this.#ready = driver.init();
  }

  async provideConnection<Result>(consumer: (connection: DatabaseConnection) => Promise<Result>): Promise<Result> {
    await this.#ready;
    const connection = await this.#driver.acquireConnection();
    try {
      return await consumer(connection);
    } finally {
      await this.#driver.releaseConnection(connection);
    }
  }
}
