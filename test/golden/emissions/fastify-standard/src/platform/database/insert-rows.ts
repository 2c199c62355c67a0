import { sql } from 'kysely';
import type { Database, Db, Transaction } from './database.ts';

/** Few enough for one statement to stay well below its time limit. */
const batchSize = 5000;

/**
 * Inserts many rows fast: each batch is one JSON parameter, so that neither the number of parameters nor their
 * handling is a limit. Rows that clash with others are left out.
 *
 * @param rows all with the same columns
 * @returns how many were inserted
 */
export const insertRows = async <Row extends object>(
  database: Db | Transaction,
  table: keyof Database,
  rows: Iterable<Row>,
): Promise<number> => {
  let inserted = 0;
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    inserted += await insertBatch(database, table, batch);
    batch = [];
  }
  return inserted + (await insertBatch(database, table, batch));
};

const insertBatch = async (
  database: Db | Transaction,
  table: keyof Database,
  rows: readonly object[],
): Promise<number> => {
  const [first] = rows;
  if (first === undefined) return 0;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  const { numAffectedRows = 0n } = await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing
  `.execute(database);
  return Number(numAffectedRows);
};
