import type { Place } from '../standard.ts';
import { emptyTable, type Schema, type Table } from './schema.ts';
import { saysWords, SqlReader, sqlStatements, type SqlToken } from './sql-tokens.ts';

/** Where a line of the SQL stands in its file. */
export type PlaceOf = (line: number) => Place;

/** Adds what SQL says to a schema: tables, columns, constraints, indexes, comments. What it drops is gone. */
export const addSql = (schema: Schema, sql: string, placeOf: PlaceOf): void => {
  for (const tokens of sqlStatements(sql)) addStatement(schema, tokens, placeOf(tokens[0]?.line ?? 0), placeOf);
};

const addStatement = (schema: Schema, tokens: readonly SqlToken[], place: Place, placeOf: PlaceOf): void => {
  const reader = new SqlReader(tokens);
  const words = tokens.slice(0, 8).filter((token) => token.kind === 'word');
  schema.statements.push({ words: words.map((token) => token.value).join(' '), place });
  if (reader.accept('create')) addCreation(schema, reader, place, placeOf);
  else if (reader.accept('alter', 'table')) addAlteration(schema, reader, place);
  else if (reader.accept('comment', 'on')) addComment(schema, reader, place);
  else if (reader.accept('drop')) drop(schema, reader);
};

const addCreation = (schema: Schema, reader: SqlReader, place: Place, placeOf: PlaceOf): void => {
  while (reader.accept('global') || reader.accept('local') || reader.accept('temporary') || reader.accept('unlogged'));
  if (reader.accept('table')) {
    reader.accept('if', 'not', 'exists');
    addTable(schema, reader, place, placeOf);
    return;
  }
  const unique = reader.accept('unique');
  if (reader.accept('index')) addIndex(schema, reader, place, unique);
};

const addTable = (schema: Schema, reader: SqlReader, place: Place, placeOf: PlaceOf): void => {
  const name = reader.name();
  const items = reader.list();
  if (name === undefined || items === undefined) return;
  const table = emptyTable(name, place);
  for (const item of items) addItem(table, item, placeOf(item[0]?.line ?? 0));
  schema.tables.set(name, table);
};

const namesIn = (items: readonly (readonly SqlToken[])[] | undefined): string[] =>
  (items ?? []).flatMap((item) => item.find((token) => token.kind === 'word' || token.kind === 'name')?.value ?? []);

/** A column, or a constraint of the table. */
const addItem = (table: Table, item: readonly SqlToken[], place: Place): void => {
  const reader = new SqlReader(item);
  if (reader.accept('constraint')) reader.name();
  if (reader.accept('primary', 'key')) table.primaryKey = namesIn(reader.list());
  else if (reader.accept('unique')) table.uniques.push(namesIn(reader.list()));
  else if (reader.accept('check')) table.checks.push(place);
  else if (reader.accept('foreign', 'key')) addForeignKey(table, namesIn(reader.list()), reader);
  else addColumn(table, item, place);
};

const addForeignKey = (table: Table, columns: readonly string[], reader: SqlReader): void => {
  const target = reader.accept('references') ? reader.name() : undefined;
  if (target !== undefined) table.foreignKeys.push({ columns, table: target });
};

const addColumn = (table: Table, item: readonly SqlToken[], place: Place): void => {
  const reader = new SqlReader(item);
  const name = reader.name();
  const type = reader.name();
  if (name === undefined || type === undefined) return;
  const primary = saysWords(item, 'primary', 'key');
  table.columns.push({ name, type: type.toLowerCase(), notNull: primary || saysWords(item, 'not', 'null'), place });
  if (primary) table.primaryKey = [name];
  if (saysWords(item, 'unique')) table.uniques.push([name]);
  if (saysWords(item, 'check')) table.checks.push(place);
  const references = item.findIndex((token) => token.kind === 'word' && token.value === 'references');
  if (references !== -1) addForeignKey(table, [name], new SqlReader(item.slice(references)));
};

const addIndex = (schema: Schema, reader: SqlReader, place: Place, unique: boolean): void => {
  reader.accept('concurrently');
  reader.accept('if', 'not', 'exists');
  const name = reader.accept('on') ? undefined : reader.name();
  if (name !== undefined) reader.accept('on');
  reader.accept('only');
  const table = reader.name();
  const method = reader.accept('using') ? reader.name() : undefined;
  const columns = namesIn(reader.list());
  if (table === undefined) return;
  const partial = saysWords(reader.rest, 'where');
  schema.indexes.push({ name, table, columns, unique, partial, method, purpose: undefined, place });
};

const addAlteration = (schema: Schema, reader: SqlReader, place: Place): void => {
  reader.accept('if', 'exists');
  reader.accept('only');
  const table = schema.tables.get(reader.name() ?? '');
  if (table === undefined || !reader.accept('add')) return;
  reader.accept('column');
  reader.accept('if', 'not', 'exists');
  addItem(table, reader.rest, place);
};

const addComment = (schema: Schema, reader: SqlReader, place: Place): void => {
  const kind = reader.skip()?.value ?? '';
  const name = reader.name();
  const text = reader.accept('is') ? reader.next : undefined;
  if (name !== undefined && text?.kind === 'text') schema.comments.set(`${kind} ${name}`, { text: text.value, place });
};

const drop = (schema: Schema, reader: SqlReader): void => {
  const what = reader.skip()?.value;
  reader.accept('concurrently');
  reader.accept('if', 'exists');
  const name = reader.name();
  if (name === undefined) return;
  if (what === 'table') schema.tables.delete(name);
  const kept = schema.indexes.filter((index) => (what === 'table' ? index.table !== name : index.name !== name));
  if (what === 'table' || what === 'index') schema.indexes.splice(0, schema.indexes.length, ...kept);
};
