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
  /** From now on explains as if it were dear to read a whole table, which PostgreSQL rightly does with a small one. */
  avoidWholeReads(): void;
  close(): Promise<void>;
}

const readsOf = (node: PlanNode): string[] => [
  ...(node['Relation Name'] === undefined ? [] : [`${node['Node Type']} ${node['Relation Name']}`]),
  ...(node.Plans ?? []).flatMap(readsOf),
];

const explain = (db: Db, query: CompiledQuery, wholeReads: 'on' | 'off'): Promise<string[]> =>
  db.transaction().execute(async (transaction) => {
    await sql`select set_config('enable_seqscan', ${wholeReads}, true)`.execute(transaction);
    const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>({
      ...query,
      sql: `explain (format json) ${query.sql}`,
    });
    return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => readsOf(plan)));
  });

/** Observes the queries on a test database, as the superuser. */
export const observe = (database: TestDatabase): ObservedDatabase => {
  const pool = testPool(database.adminUrl, 2);
  let queries: CompiledQuery[] = [];
  let wholeReads: 'on' | 'off' = 'on';
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
      return Promise.all(seen.map((query) => explain(db, query, wholeReads)));
    },
    avoidWholeReads: () => {
      wholeReads = 'off';
    },
    close: () => db.destroy(),
  };
};

/**
 * Fills one table with rows that need not refer to anything, and has PostgreSQL count what is in it.
 *
 * @returns how many rows it holds: fewer where the values of a unique column run out
 */
export const fillAlone = async (
  { db }: ObservedDatabase,
  table: keyof Database,
  rows: Iterable<object>,
): Promise<number> => {
  const inserted = await db.transaction().execute(async (transaction) => {
    // Foreign keys are not checked for a replica.
    await sql`set local session_replication_role = replica`.execute(transaction);
    return insertRows(transaction, table, rows);
  });
  await sql`analyze ${sql.table(table)}`.execute(db);
  return inserted;
};
