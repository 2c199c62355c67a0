import type { Change, Column } from './schema-types.ts';
import type { Schema } from './schema.ts';

/** A change that stops or breaks the release which runs while it is made. */
export interface UnsafeChange {
  readonly migration: string;
  readonly table: string;
  readonly problem: string;
  readonly instead: string;
  /** Why it does no harm here, in the words of who wrote it; nothing when they did not say. */
  readonly accepted?: string;
}

type Problem = readonly [problem: string, instead: string];

const twoSteps = 'add the new beside the old, move over, drop the old in a later release';
const fillLater = 'add it as optional, let the code fill new rows, and fill the old ones in batches';
const validateLater = 'add it as not valid, and validate it in the next release';

/** Functions whose value differs from row to row; that of `now()` is the same for all rows of a statement. */
const differsByRow = /\b(?:gen_random_uuid|uuid\w+|random\w*|nextval|clock_timestamp|timeofday)\s*\(/i;

/** Whether PostgreSQL has to work out the column for each row that is there, and writes the whole table anew. */
const fillsRows = ({ type, default: byDefault = '', generated }: Column): boolean =>
  generated !== undefined || /serial/i.test(type) || differsByRow.test(byDefault);

const problemOfAddition = ({ parts, checksRows }: Extract<Change, { kind: 'add' }>): Problem | undefined => {
  const demanded = parts.columns.some(
    (column) => !column.nullable && column.default === undefined && column.generated === undefined,
  );
  if (demanded) return ['a required column without a default fails on the rows that are there', 'add it as optional'];
  if (parts.columns.some(fillsRows)) {
    return ['a column whose values are worked out writes the whole table anew under a lock', fillLater];
  }
  if (!checksRows) return undefined;
  if (parts.uniques.length + parts.primaryKey.length > 0) {
    return ['the index of the constraint is built under a lock', 'build the index beforehand, then add it using index'];
  }
  if (parts.foreignKeys.length > 0) return ['a foreign key locks the writes of both tables for a scan', validateLater];
  return parts.checks.length > 0 ? ['a check locks the table for a scan', validateLater] : undefined;
};

/** PostgreSQL 12 and newer. What is only an instant, such as an optional column, is no problem. */
const problemOf = (change: Change): Problem | undefined => {
  switch (change.kind) {
    case 'add':
      return problemOfAddition(change);
    case 'create index':
      return change.prepared
        ? undefined
        : ['an index locks the writes while it is built', 'create it concurrently by hand, here only if not exists'];
    case 'alter column':
      if (change.change.type !== undefined) return ['a new type writes the whole table anew under a lock', twoSteps];
      return change.change.nullable === false
        ? ['set not null scans the table under a lock', 'validate a check (… is not null) first']
        : undefined;
    case 'drop index':
      return change.prepared
        ? undefined
        : ['what reads the table waits, and is slow afterwards', 'drop it concurrently by hand, here only if exists'];
    case 'update rows':
    case 'delete rows':
      return [
        'each row that it finds stays locked to the end of all migrations',
        'change rows in batches, by the code',
      ];
    case 'truncate table':
      return ['what it deletes is gone, and everything waits for the table', 'delete rows in batches, by the code'];
    case 'lock table':
      return ['what the running release does waits for the end of all migrations', 'leave the locks to the statements'];
    case 'unread':
      return ['what it locks is not known here', 'write one change a statement, or say why it is safe'];
    case 'drop table':
    case 'drop column':
    case 'rename table':
    case 'rename column':
      return ['the release that runs may still use the old name', twoSteps];
    default:
      return undefined;
  }
};

const tableOf = (change: Change, tablesOfIndexes: ReadonlyMap<string, string>): string | undefined => {
  if (change.kind === 'create index') return change.index.table;
  // That of a constraint is not listed: its name tells the table.
  if (change.kind === 'drop index') return tablesOfIndexes.get(change.name) ?? change.name;
  if (change.kind === 'unread') return change.alters;
  return 'table' in change ? change.table : undefined;
};

const acceptance = (comment: string): { readonly accepted?: string } => {
  const reason = /\bsafe: (.+)$/i.exec(comment)?.[1];
  return reason === undefined ? {} : { accepted: reason };
};

/** The changes of tables that exist before the migration, and stop or break what runs meanwhile (zero downtime). */
export const unsafeChanges = ({ migrations }: Schema): readonly UnsafeChange[] => {
  const indexes = migrations.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'create index' ? [change.index] : [])),
  );
  const tablesOfIndexes = new Map(indexes.map(({ name, table }) => [name, table]));
  return migrations.flatMap(({ name, changes }) => {
    const own = new Set(changes.flatMap((change) => (change.kind === 'create table' ? [change.table] : [])));
    return changes.flatMap((change): UnsafeChange[] => {
      const table = tableOf(change, tablesOfIndexes);
      const problem = problemOf(change);
      if (table === undefined || problem === undefined || own.has(table)) return [];
      return [{ migration: name, table, problem: problem[0], instead: problem[1], ...acceptance(change.comment) }];
    });
  });
};
