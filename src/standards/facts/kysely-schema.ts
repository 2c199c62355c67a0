import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { commentBefore } from './comment-before.ts';
import { emptyTable, type Schema, type Table } from './schema.ts';
import { bare, dotted, walk, type Node } from './syntax.ts';

interface ChainCall {
  readonly name: string;
  readonly arguments: readonly Node[];
  readonly place: Place;
}

/** The calls of a chain, `db.schema.createTable(…).addColumn(…)`, from its beginning. */
const chainOf = (source: SourceFile, node: Node): ChainCall[] => {
  const call = bare(node);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
  const { property, object } = call.callee;
  const name = property.type === 'Identifier' ? property.name : '';
  // The line of the name, since the chain as a whole begins where its first call does.
  const place = { path: source.path, line: property.loc?.start.line ?? 1 };
  return [...chainOf(source, object), { name, arguments: call.arguments, place }];
};

const textIn = (node: Node | undefined): string | undefined => {
  const inner = node && bare(node);
  if (inner?.type === 'StringLiteral') return inner.value;
  const template = inner?.type === 'TaggedTemplateExpression' ? inner.quasi : inner;
  return template?.type === 'TemplateLiteral' ? template.quasis.map((part) => part.value.raw).join('?') : undefined;
};

const textsIn = (node: Node | undefined): string[] =>
  node?.type === 'ArrayExpression'
    ? node.elements.flatMap((element) => textIn(element ?? undefined) ?? [])
    : [textIn(node)].filter((text) => text !== undefined);

/** Adds the tables and indexes that Kysely's schema builder makes. */
export const addKyselyCalls = (schema: Schema, source: SourceFile, root: Node): void => {
  walk(root, (node) => {
    if (node.type !== 'CallExpression' || !/\.(?:createTable|createIndex|alterTable)\b/.test(dotted(node.callee)))
      return true;
    const calls = chainOf(source, node);
    const start = calls.findIndex(
      ({ name }) => name === 'createTable' || name === 'createIndex' || name === 'alterTable',
    );
    const first = calls[start];
    const target = textIn(first?.arguments[0]);
    if (first === undefined || target === undefined) return true;
    const rest = calls.slice(start + 1);
    if (first.name === 'createIndex') addIndex(schema, source, { name: target, calls: rest, first, node });
    else addTable(schema, { name: target, calls: rest, first });
    return false;
  });
};

interface Chain {
  readonly name: string;
  readonly first: ChainCall;
  readonly calls: readonly ChainCall[];
}

const addIndex = (schema: Schema, source: SourceFile, { name, calls, first, node }: Chain & { node: Node }): void => {
  const given = (wanted: string): ChainCall | undefined => calls.find((call) => call.name === wanted);
  schema.indexes.push({
    name,
    table: textIn(given('on')?.arguments[0]) ?? '',
    columns: calls
      .filter((call) => call.name === 'column' || call.name === 'columns')
      .flatMap((call) => textsIn(call.arguments[0])),
    unique: given('unique') !== undefined,
    partial: given('where') !== undefined,
    method: textIn(given('using')?.arguments[0]),
    purpose: commentBefore(source, node.loc?.start.line ?? 1),
    place: first.place,
  });
};

const addTable = (schema: Schema, { name, calls, first }: Chain): void => {
  const table = schema.tables.get(name) ?? emptyTable(name, first.place);
  schema.tables.set(name, table);
  for (const call of calls) addMember(table, call);
};

const addMember = (table: Table, { name, arguments: given, place }: ChainCall): void => {
  switch (name) {
    case 'addColumn':
      addColumn(table, given, place);
      break;
    case 'addPrimaryKeyConstraint':
      table.primaryKey = textsIn(given[1]);
      break;
    case 'addUniqueConstraint':
      table.uniques.push(textsIn(given[1]));
      break;
    case 'addCheckConstraint':
      table.checks.push(place);
      break;
    case 'addForeignKeyConstraint':
      table.foreignKeys.push({ columns: textsIn(given[1]), table: textIn(given[2]) ?? '' });
      break;
    default:
  }
};

const addColumn = (table: Table, given: readonly Node[], place: Place): void => {
  const name = textIn(given[0]);
  if (name === undefined) return;
  const options = callsIn(given[2]);
  const primary = options.has('primaryKey');
  const type = (textIn(given[1]) ?? '').toLowerCase();
  table.columns.push({ name, type, notNull: primary || options.has('notNull'), place });
  if (primary) table.primaryKey = [name];
  if (options.has('unique')) table.uniques.push([name]);
  if (options.has('check')) table.checks.push(place);
  const target = options.get('references');
  if (target !== undefined) table.foreignKeys.push({ columns: [name], table: target.split('.')[0] ?? target });
};

/** The calls in `(column) => column.notNull().references('users.id')`, with their first text. */
const callsIn = (node: Node | undefined): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  if (node === undefined) return found;
  walk(node, (inner) => {
    if (inner.type !== 'CallExpression' || inner.callee.type !== 'MemberExpression') return;
    const { property } = inner.callee;
    if (property.type === 'Identifier') found.set(property.name, textIn(inner.arguments[0]) ?? '');
  });
  return found;
};
