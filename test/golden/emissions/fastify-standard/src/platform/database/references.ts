import { sql } from 'kysely';
import { ConflictError, ValidationError } from '../errors.ts';
import type { Database, Transaction } from './database.ts';

type Table = keyof Database;

/** A column that refers to rows of a table whose rows are only marked as deleted. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  /** The table whose `id` it holds. */
  readonly to: string;
  /** Whether rows of `table` are marked by `deleted_at` too, or really deleted. */
  readonly softDeleted: boolean;
  /** The row that those of `table` are parts of, and the column with its `id`: they live as long as it does. */
  readonly partOf?: { readonly table: string; readonly column: string };
}

const references: Reference[] = [];

/**
 * Declares a reference, at the place where its table is declared. A foreign key alone cannot protect it: to PostgreSQL a
 * row that is marked as deleted is still there.
 */
export const registerReference = (reference: Reference): void => {
  references.push(reference);
};

/**
 * Makes sure that the row to refer to is there and stays until the transaction ends: the row is locked against
 * deletion (`for share`).
 *
 * @param field the input field that named the row
 * @throws ValidationError on `field` when there is no such row, or it is deleted
 */
export const lockLiving = async (transaction: Transaction, table: Table, id: string, field: string): Promise<void> => {
  await lockAllLiving(transaction, table, [id], () => field);
};

/**
 * The same for many rows. They are locked in the order of their ids, so that two transactions cannot block each other.
 *
 * @param fieldOf the input field that named the row at an index of `ids`
 * @throws ValidationError with one entry for each id that is not there
 */
export const lockAllLiving = async (
  transaction: Transaction,
  table: Table,
  ids: readonly string[],
  fieldOf: (index: number) => string,
): Promise<void> => {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any(${ids}::uuid[]) and deleted_at is null order by id for share
  `.execute(transaction);
  const living = new Set(rows.map((row) => row.id));
  const issues = ids.flatMap((id, index) =>
    living.has(id.toLowerCase()) ? [] : [{ field: fieldOf(index), message: 'There is no such object.' }],
  );
  if (issues.length > 0) throw new ValidationError(issues);
};

/**
 * Makes sure that no living row refers to a row, and that none can until the transaction ends: call it in the transaction
 * that marks the row as deleted.
 *
 * @throws ConflictError naming the tables that still refer to it
 */
export const assertUnreferenced = async (transaction: Transaction, table: Table, id: string): Promise<void> => {
  const referring = references.filter((reference) => reference.to === table);
  if (referring.length === 0) return;
  // First the lock, then the look: who refers to the row from now on has to wait for this transaction.
  await sql`select id from ${sql.table(table)} where id = ${id} for update`.execute(transaction);
  const users: string[] = [];
  for (const reference of referring) if (await isUsed(transaction, reference, id)) users.push(reference.table);
  if (users.length === 0) return;
  throw new ConflictError(`It is still in use by: ${users.join(', ')}.`, { details: { usedBy: users } });
};

const isUsed = async (transaction: Transaction, reference: Reference, id: string): Promise<boolean> => {
  const { partOf } = reference;
  const living = reference.softDeleted ? sql`and deleted_at is null` : sql``;
  const ofLiving =
    partOf === undefined
      ? sql``
      : sql`and ${sql.ref(partOf.column)} in (select id from ${sql.table(partOf.table)} where deleted_at is null)`;
  const { rows } = await sql`
    select 1 from ${sql.table(reference.table)} where ${sql.ref(reference.column)} = ${id} ${living} ${ofLiving} limit 1
  `.execute(transaction);
  return rows.length > 0;
};
