import { sql, type RawBuilder } from 'kysely';

import type { Db } from './database.ts';

/**
 * Deletes the rows that are found, so few at a time that no statement takes long or holds its locks for long.
 *
 * @param rows selects the `ctid` of rows of the table
 * @param batch how many go in one statement
 */
export const deleteInBatches = async (
  db: Db,
  table: string,
  rows: RawBuilder<unknown>,
  batch: bigint,
): Promise<void> => {
  let deleted = batch;
  while (deleted === batch) {
    // Several processes do this at the same time: each takes other rows.
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid in (${rows} limit ${batch} for update of ${sql.table(table)} skip locked)
    `.execute(db);
    deleted = numAffectedRows;
  }
};
