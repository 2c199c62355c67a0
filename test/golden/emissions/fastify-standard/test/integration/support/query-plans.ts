import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import type { Database, Db } from '../../../src/platform/database/database.ts';
import { insertRows } from '../../../src/platform/database/insert-rows.ts';
import { testPool, type TestDatabase } from '../../support/database.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A database whose queries are kept, to be explained. */
export interface ObservedDatabase {
  readonly db: Db;
  /** How PostgreSQL would run the queries of `work`: for each, the steps that read tables, such as `Seq Scan products`. */
  plansOf(work: (db: Db) => Promise<unknown>): Promise<string[][]>;
  close(): Promise<void>;
}

const readsOf = (node: PlanNode): string[] => [
  ...(node['Relation Name'] === undefined ? [] : [`${node['Node Type']} ${node['Relation Name']}`]),
  ...(node.Plans ?? []).flatMap(readsOf),
];

const explain = async (db: Db, query: CompiledQuery): Promise<string[]> => {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>({
    ...query,
    sql: `explain (format json) ${query.sql}`,
  });
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => readsOf(plan)));
};

/** Observes the queries on a test database, as the superuser. */
export const observe = (database: TestDatabase): ObservedDatabase => {
  const pool = testPool(database.adminUrl, 2);
  let queries: CompiledQuery[] = [];
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: pool.forKysely() }),
    log: ({ query }) => {
      queries.push(query);
    },
  });
  return {
    db,
    plansOf: async (work) => {
      queries = [];
      await work(db);
      const seen = queries.filter((query) => /^\s*(?:select|delete)/.test(query.sql));
      return Promise.all(seen.map((query) => explain(db, query)));
    },
    close: () => db.destroy(),
  };
};

/** Fills one table with rows that need not refer to anything, and has PostgreSQL count what is in it. */
export const fillAlone = async (
  { db }: ObservedDatabase,
  table: keyof Database,
  rows: Iterable<object>,
): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    // Foreign keys are not checked for a replica.
    await sql`set local session_replication_role = replica`.execute(transaction);
    await insertRows(transaction, table, rows);
  });
  await sql`analyze ${sql.table(table)}`.execute(db);
};
