import type { Node } from '@babel/types';
import { changesOfChain } from './kysely.ts';
import type { Repository } from './repository.ts';
import { joinParts, noParts, type Change, type Index, type Table, type TableParts } from './schema-types.ts';
import { forEachChild, textOf, type Source } from './source.ts';
import { changesOfSql } from './sql-calls.ts';

/** What one migration does on its way up. */
export interface Migration {
  readonly path: string;
  readonly name: string;
  /** Each with the comment in front of it. */
  readonly changes: readonly (Change & { readonly comment: string })[];
  readonly reversible: boolean;
}

export interface Schema {
  readonly tables: readonly Table[];
  readonly migrations: readonly Migration[];
  /** Statements that may change a table, but are not understood: the documents leave them out and say so. */
  readonly unread: readonly { readonly path: string; readonly text: string }[];
}

type CommentedChange = Migration['changes'][number];

/** The comment of a statement is the purpose of an index that has no comment in the database. */
const withComment = (change: Change, comment: string): CommentedChange =>
  change.kind === 'create index' && comment !== ''
    ? { ...change, index: { ...change.index, purpose: comment }, comment }
    : { ...change, comment };

/** Follows `up` and what it calls or runs through, in order. */
class UpReader {
  readonly changes: CommentedChange[] = [];
  readonly #seen = new Set<string>();

  constructor(
    private readonly repository: Repository,
    private readonly source: Source,
  ) {}

  follow(name: string): void {
    const declaration = this.source.declarations.get(name);
    if (declaration === undefined || this.#seen.has(name)) return;
    this.#seen.add(name);
    this.#visit(declaration.node, '');
  }

  #visit(node: Node, purpose: string): void {
    const comment = textOf(node.leadingComments);
    const reason = comment === '' ? purpose : comment;
    const scope = { repository: this.repository, source: this.source };
    const changes = changesOfChain(node, scope) ?? changesOfSql(node, scope);
    if (changes !== undefined) {
      this.changes.push(...changes.map((change) => withComment(change, reason)));
      return;
    }
    if (node.type === 'Identifier') this.follow(node.name);
    forEachChild(node, (child) => {
      this.#visit(child, reason);
    });
  }
}

const migrationOf = (repository: Repository, source: Source): Migration => {
  const reader = new UpReader(repository, source);
  reader.follow('up');
  const name = source.path.replace(/^.*\//, '').replace(/\.ts$/, '');
  return { path: source.path, name, changes: reader.changes, reversible: source.declarations.has('down') };
};

type Tables = Map<string, Table>;

const without = (parts: TableParts, name: string): TableParts => ({
  columns: parts.columns.filter((column) => column.name !== name),
  primaryKey: parts.primaryKey,
  uniques: parts.uniques.filter((unique) => unique.name !== name && !unique.columns.includes(name)),
  checks: parts.checks.filter((check) => check.name !== name),
  foreignKeys: parts.foreignKeys.filter((key) => key.name !== name && !key.columns.includes(name)),
});

const altered = (table: Table, change: Extract<Change, { kind: 'alter column' }>): Table => ({
  ...table,
  columns: table.columns.map((column) => {
    if (column.name !== change.name) return column;
    const { default: byDefault, ...rest } = change.change;
    const { default: before, ...kept } = column;
    const value = byDefault === undefined ? before : (byDefault ?? undefined);
    return { ...kept, ...rest, ...(value === undefined ? {} : { default: value }) };
  }),
});

const renamed = (names: readonly string[], from: string, to: string): string[] =>
  names.map((name) => (name === from ? to : name));

const withRenamedColumn = (table: Table, from: string, to: string): Table => ({
  ...table,
  columns: table.columns.map((column) => (column.name === from ? { ...column, name: to } : column)),
  primaryKey: renamed(table.primaryKey, from, to),
  uniques: table.uniques.map((unique) => ({ ...unique, columns: renamed(unique.columns, from, to) })),
  foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: renamed(key.columns, from, to) })),
  indexes: table.indexes.map((index) => ({ ...index, columns: renamed(index.columns, from, to) })),
});

const changeIndexes = (tables: Tables, name: string, change: (index: Index) => readonly Index[]): void => {
  for (const [key, table] of tables) {
    const indexes = table.indexes.flatMap((index) => (index.name === name ? change(index) : [index]));
    tables.set(key, { ...table, indexes });
  }
};

/** A constraint that takes over an index has the columns of it. */
const withAdopted = (table: Table): Table => ({
  ...table,
  uniques: table.uniques.map(({ name, columns, usingIndex }) => {
    const index = table.indexes.find((candidate) => candidate.name === usingIndex);
    return { name, columns: index?.columns ?? columns };
  }),
  indexes: table.indexes.filter(({ name }) => !table.uniques.some(({ usingIndex }) => usingIndex === name)),
});

const applyToTable = (table: Table, change: Change): Table => {
  switch (change.kind) {
    case 'add':
      return withAdopted({ ...table, ...joinParts([table, change.parts]) });
    case 'drop column':
    case 'drop constraint':
      return { ...table, ...without(table, change.name) };
    case 'alter column':
      return altered(table, change);
    case 'rename column':
      return withRenamedColumn(table, change.name, change.to);
    default:
      return table;
  }
};

const apply = (tables: Tables, change: Change, migration: string): void => {
  if (change.kind === 'create table') {
    tables.set(change.table, { ...noParts, ...change.parts, name: change.table, migration, indexes: [] });
  } else if (change.kind === 'create index') {
    const table = tables.get(change.index.table);
    if (table) tables.set(table.name, { ...table, indexes: [...table.indexes, change.index] });
  } else if (change.kind === 'drop index') {
    changeIndexes(tables, change.name, () => []);
  } else if (change.kind === 'comment') {
    const table = change.on === 'table' ? tables.get(change.name) : undefined;
    if (table) tables.set(table.name, { ...table, comment: change.text });
    if (change.on === 'index') changeIndexes(tables, change.name, (index) => [{ ...index, purpose: change.text }]);
  } else if ('table' in change) {
    const table = tables.get(change.table);
    if (change.kind === 'drop table' || change.kind === 'rename table') tables.delete(change.table);
    if (table && change.kind === 'rename table') tables.set(change.to, { ...table, name: change.to });
    else if (table && change.kind !== 'drop table') tables.set(table.name, applyToTable(table, change));
  }
};

/** A primary key column is never null, whether or not it says so. */
const finished = (table: Table): Table => ({
  ...table,
  columns: table.columns.map((column) =>
    table.primaryKey.includes(column.name) ? { ...column, nullable: false } : column,
  ),
});

/** The schema that the migrations lead to, read off them without a database. */
export const readSchema = (repository: Repository): Schema => {
  const migrations = repository.sources(/^migrations\/[^/]+\.ts$/).map((source) => migrationOf(repository, source));
  const tables: Tables = new Map();
  for (const { name, changes } of migrations) for (const change of changes) apply(tables, change, name);
  const unread = migrations.flatMap(({ path, changes }) =>
    changes.flatMap((change) => (change.kind === 'unread' ? [{ path, text: change.text }] : [])),
  );
  return { tables: [...tables.values()].map(finished), migrations, unread };
};
