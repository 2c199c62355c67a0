import { keyName } from './key-names.ts';
import { joinParts, noParts, type TableParts } from './schema-types.ts';
import type { Reader } from './sql-tokens.ts';

const afterType = new Set(
  'constraint not null default primary unique check references generated collate on deferrable'.split(' '),
);
const afterDefault = new Set('constraint not null primary unique check references generated'.split(' '));

const namesIn = (reader: Reader): string[] => reader.list().map((item) => item.next());

const onDelete = (reader: Reader): { readonly onDelete?: string } => {
  let action: string | undefined;
  while (reader.take('on')) {
    const event = reader.next();
    const what = reader.take('no', 'action')
      ? 'no action'
      : reader.take('set')
        ? `set ${reader.next()}`
        : reader.next();
    if (event === 'delete') action = what;
  }
  return action === undefined ? {} : { onDelete: action };
};

const foreignKey = (reader: Reader, name: string, columns: readonly string[]): TableParts => {
  const table = reader.next();
  const references = namesIn(reader);
  return { ...noParts, foreignKeys: [{ name, columns, table, references, ...onDelete(reader) }] };
};

const check = (reader: Reader, name: string): TableParts => {
  const expression = reader
    .list()
    .map((item) => item.rest())
    .join(', ');
  return { ...noParts, checks: [{ name, expression }] };
};

/** A constraint of a table; nothing when it is none. PostgreSQL names those that have no name in this way. */
const tableConstraint = (reader: Reader, table: string): TableParts | undefined => {
  const name = reader.take('constraint') ? reader.next() : undefined;
  if (reader.take('primary', 'key')) return { ...noParts, primaryKey: namesIn(reader) };
  if (reader.take('check')) return check(reader, name ?? keyName(table, [], 'check'));
  if (reader.take('unique', 'using', 'index')) {
    const usingIndex = reader.next();
    return { ...noParts, uniques: [{ name: name ?? usingIndex, columns: [], usingIndex }] };
  }
  if (reader.take('unique')) {
    const columns = namesIn(reader);
    return { ...noParts, uniques: [{ name: name ?? keyName(table, columns, 'key'), columns }] };
  }
  if (!reader.take('foreign', 'key')) return undefined;
  const columns = namesIn(reader);
  reader.take('references');
  return foreignKey(reader, name ?? keyName(table, columns, 'fkey'), columns);
};

/** The constraints behind a column's type, one after the other. */
const columnConstraint = (reader: Reader, table: string, column: string): TableParts | undefined => {
  const name = reader.take('constraint') ? reader.next() : undefined;
  if (reader.take('primary', 'key')) return { ...noParts, primaryKey: [column] };
  if (reader.take('unique')) {
    return { ...noParts, uniques: [{ name: name ?? keyName(table, [column], 'key'), columns: [column] }] };
  }
  if (reader.take('check')) return check(reader, name ?? keyName(table, [column], 'check'));
  return reader.take('references') ? foreignKey(reader, name ?? keyName(table, [column], 'fkey'), [column]) : undefined;
};

/** A column that counts by itself, with or without options of its sequence. */
const identity = (reader: Reader): string => {
  reader.list();
  return 'identity';
};

/** A column with what stands behind it; nothing when it is not understood. */
export const columnOf = (reader: Reader, table: string): TableParts | undefined => {
  const name = reader.next();
  const type = reader.until(afterType);
  let nullable = true;
  let byDefault: string | undefined;
  let generated: string | undefined;
  const parts: TableParts[] = [];
  while (!reader.done) {
    if (reader.take('not', 'null')) nullable = false;
    else if (reader.take('null')) nullable = true;
    else if (reader.take('default')) byDefault = reader.until(afterDefault);
    else if (reader.take('generated', 'always', 'as', 'identity')) generated = identity(reader);
    else if (reader.take('generated', 'by', 'default', 'as', 'identity')) generated = identity(reader);
    else if (reader.take('generated', 'always', 'as')) {
      generated = reader.list()[0]?.rest() ?? '';
      reader.take('stored');
    } else {
      const constraint = columnConstraint(reader, table, name);
      if (constraint === undefined) return undefined;
      parts.push(constraint);
    }
  }
  const column = {
    name,
    type,
    nullable: nullable && !parts.some(({ primaryKey }) => primaryKey.length > 0),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(generated === undefined ? {} : { generated }),
  };
  return joinParts([{ ...noParts, columns: [column] }, ...parts]);
};

const constraintWords = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);

/** A column or a constraint, whichever it is. */
export const partOf = (reader: Reader, table: string): TableParts | undefined =>
  reader.sees(constraintWords) ? tableConstraint(reader, table) : columnOf(reader, table);
