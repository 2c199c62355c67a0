import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import { PoolExecutor } from './pool-executor.ts';
import type { DatabasePool } from './pool.ts';

/** The migrations that have run, kept by the migrator. */
export interface MigrationTable {
  readonly name: string;
  readonly timestamp: string;
}

/** All tables by name. Each module adds its own, next to the type of the table: `declare module '…/database.ts'`. */
export interface Database {
  kysely_migration: MigrationTable;
}

/** The typed query builder over the pool. */
export type Db = Kysely<Database>;

/** The same inside a transaction. Functions that take one cannot be called outside by mistake. */
export type Transaction = KyselyTransaction<Database>;

/** Makes the query builder. It is closed with the pool. */
export const createDatabase = ({ pool }: { readonly pool: DatabasePool }): Db => {
  const dialect = new PostgresDialect({ pool: pool.forKysely() });
  const driver = dialect.createDriver();
  const executor = new PoolExecutor(pool, dialect, driver);
  return new Kysely<Database>({ config: { dialect }, dialect, driver, executor });
};
