import { joinParts, type Change, type Index } from './schema-types.ts';
import { partOf } from './sql-tables.ts';
import { Reader, tokensOf } from './sql-tokens.ts';

const unread = (text: string, alters?: string): Change => ({
  kind: 'unread',
  text: text.replace(/\s+/g, ' ').trim(),
  ...(alters === undefined ? {} : { alters }),
});

/** The name of a table, without the schema it stands in. */
const nameOf = (reader: Reader): string => {
  const name = reader.next();
  return reader.take('.') ? reader.next() : name;
};

/** The names of a list, such as the tables of `drop table a, b`. */
const namesOf = (reader: Reader): string[] => {
  const names = [nameOf(reader)];
  while (reader.take(',')) names.push(nameOf(reader));
  return names;
};

const createTable = (reader: Reader, sql: string): Change => {
  reader.take('if', 'not', 'exists');
  const table = nameOf(reader);
  const parts = reader.list().map((item) => partOf(item, table));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length && parts.length > 0
    ? { kind: 'create table', table, parts: joinParts(known) }
    : unread(sql);
};

const createIndex = (reader: Reader, unique: boolean): Change => {
  const concurrently = reader.take('concurrently');
  const prepared = reader.take('if', 'not', 'exists') || concurrently;
  const name = reader.next();
  reader.take('on');
  const table = nameOf(reader);
  const method = reader.take('using') ? reader.next() : 'btree';
  const columns = reader.list().map((item) => item.rest().replace(/^"([^"]+)"$/, '$1'));
  reader.until(new Set(['where']));
  const where = reader.take('where') ? reader.rest() : undefined;
  const index: Index = { name, table, method, unique, columns, ...(where === undefined ? {} : { where }) };
  return { kind: 'create index', index, prepared };
};

const alterColumn = (reader: Reader, table: string, sql: string): Change => {
  const name = reader.next();
  const changed = (change: Extract<Change, { kind: 'alter column' }>['change']): Change => ({
    kind: 'alter column',
    table,
    name,
    change,
  });
  if (reader.take('set', 'not', 'null')) return changed({ nullable: false });
  if (reader.take('drop', 'not', 'null')) return changed({ nullable: true });
  if (reader.take('drop', 'default')) return changed({ default: null });
  if (reader.take('set', 'default')) return changed({ default: reader.rest() });
  if (reader.take('set', 'data', 'type') || reader.take('type')) {
    return changed({ type: reader.until(new Set(['using'])) });
  }
  return unread(sql, table);
};

/** Whether a statement names more than one change: `add column a integer, drop column b`. */
const isList = (sql: string): boolean => {
  const reader = new Reader(tokensOf(sql), sql);
  reader.until(new Set([',']));
  return !reader.done;
};

const alterTable = (reader: Reader, sql: string): Change => {
  reader.take('if', 'exists');
  reader.take('only');
  const table = nameOf(reader);
  if (isList(sql)) return unread(sql, table);
  if (reader.take('rename', 'to')) return { kind: 'rename table', table, to: reader.next() };
  if (reader.take('rename', 'column')) {
    const name = reader.next();
    reader.take('to');
    return { kind: 'rename column', table, name, to: reader.next() };
  }
  for (const kind of ['drop column', 'drop constraint'] as const) {
    if (!reader.take(...kind.split(' '))) continue;
    reader.take('if', 'exists');
    return { kind, table, name: reader.next() };
  }
  if (reader.take('alter', 'column')) return alterColumn(reader, table, sql);
  if (reader.take('validate', 'constraint')) return { kind: 'other' };
  if (!reader.take('add')) return unread(sql, table);
  reader.take('column');
  reader.take('if', 'not', 'exists');
  const parts = partOf(reader, table);
  const checksRows = !/\bnot\s+valid\s*;?\s*$|\busing\s+index\b/i.test(sql);
  return parts === undefined ? unread(sql, table) : { kind: 'add', table, parts, checksRows };
};

const comment = (reader: Reader): Change => {
  const on = reader.next();
  const name = reader.until(new Set(['is']));
  reader.take('is');
  const text = reader.rest();
  return { kind: 'comment', on, name, text: text.slice(1, -1).replaceAll("''", "'") };
};

const rowChanges = [
  ['update rows', ['update']],
  ['delete rows', ['delete', 'from']],
  ['truncate table', ['truncate']],
  ['lock table', ['lock']],
] as const;

/** A statement over rows that are there; nothing when it is none. */
const changesOfRows = (reader: Reader): Change[] | undefined => {
  for (const [kind, words] of rowChanges) {
    if (!reader.take(...words)) continue;
    reader.take('table');
    reader.take('only');
    return namesOf(reader).map((table) => ({ kind, table }));
  }
  return undefined;
};

const drop = (reader: Reader): Change[] => {
  if (reader.take('table')) {
    reader.take('if', 'exists');
    return namesOf(reader).map((table) => ({ kind: 'drop table', table }));
  }
  if (!reader.take('index')) return [{ kind: 'other' }];
  const concurrently = reader.take('concurrently');
  const prepared = reader.take('if', 'exists') || concurrently;
  return namesOf(reader).map((name) => ({ kind: 'drop index', name, prepared }));
};

/** What one statement of SQL does to the schema: nothing, several things, or one. */
export const changesOfStatement = (sql: string): readonly Change[] => {
  const reader = new Reader(tokensOf(sql), sql);
  if (reader.take('create', 'table')) return [createTable(reader, sql)];
  if (reader.take('create', 'unique', 'index')) return [createIndex(reader, true)];
  if (reader.take('create', 'index')) return [createIndex(reader, false)];
  if (reader.take('alter', 'table')) return [alterTable(reader, sql)];
  if (reader.take('comment', 'on')) return [comment(reader)];
  if (reader.take('drop')) return drop(reader);
  return changesOfRows(reader) ?? [{ kind: 'other' }];
};
