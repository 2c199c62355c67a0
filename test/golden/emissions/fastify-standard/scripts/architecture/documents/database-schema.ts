import { keeperOf, tablesOf, type Facts } from '../facts/facts.ts';
import type { Column, ForeignKey, Index, Table } from '../facts/schema-types.ts';
import {
  code,
  codes,
  count,
  document,
  fenced,
  list,
  nodeName,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';

const keyWord = (of: Table, { name }: Column): string => {
  const isForeign = of.foreignKeys.some(({ columns }) => columns.includes(name));
  const words = [of.primaryKey.includes(name) ? 'PK' : '', isForeign ? 'FK' : ''].filter((word) => word !== '');
  return words.join(', ');
};

/** `numeric(19, 2)` is `numeric` in a diagram: types there are words. */
const plainType = (type: string): string =>
  type
    .replace(/\(.*?\)/g, '')
    .replace(/\W+$/, '')
    .replace(/\W+/g, '_');

/** How many rows of a table one row of the other can have. */
const isUniqueKey = (of: Table, { columns }: ForeignKey): boolean => {
  const same = (names: readonly string[]): boolean =>
    names.length === columns.length && names.every((name) => columns.includes(name));
  const uniqueIndexes = of.indexes.filter((index) => index.unique).map((index) => index.columns);
  return [of.primaryKey, ...of.uniques.map((unique) => unique.columns), ...uniqueIndexes].some(same);
};

const isOptional = (of: Table, { columns }: ForeignKey): boolean =>
  of.columns.some((column) => columns.includes(column.name) && column.nullable);

const relationLine = (of: Table, key: ForeignKey): string => {
  const many = isUniqueKey(of, key) ? 'o|' : 'o{';
  return `  ${nodeName(key.table)} ${isOptional(of, key) ? '|o' : '||'}--${many} ${nodeName(of.name)} : "${key.columns.join(', ')}"`;
};

/** The entity relationship diagram of some tables. Those that are not shown in full have their keys alone. */
export const entityDiagram = (tables: readonly Table[], isFull: (of: Table) => boolean): string => {
  const names = new Set(tables.map(({ name }) => name));
  const boxes = tables.flatMap((of) => {
    const lines = of.columns
      .filter((column) => isFull(of) || keyWord(of, column) !== '')
      .map((column) => `    ${plainType(column.type)} ${nodeName(column.name)} ${keyWord(of, column)}`.trimEnd());
    return lines.length === 0 ? [`  ${nodeName(of.name)}`] : [`  ${nodeName(of.name)} {`, ...lines, '  }'];
  });
  const relations = tables.flatMap((of) =>
    of.foreignKeys.filter((key) => names.has(key.table)).map((key) => relationLine(of, key)),
  );
  return fenced('mermaid', ['erDiagram', ...relations, ...boxes]);
};

const constraintsOf = (of: Table, column: Column): string => {
  const isAlone = ({ columns }: { readonly columns: readonly string[] }): boolean =>
    columns.length === 1 && columns[0] === column.name;
  const index = of.indexes.find((candidate) => candidate.unique && isAlone(candidate));
  const living = index?.where === undefined ? '' : ` where ${code(index.where)}`;
  const unique = index === undefined ? of.uniques.some(isAlone) : true;
  const checks = of.checks.filter(({ expression }) => new RegExp(`\\b${column.name}\\b`).test(expression));
  return [
    of.primaryKey.includes(column.name) ? 'PRIMARY KEY' : '',
    !column.nullable && !of.primaryKey.includes(column.name) ? 'NOT NULL' : '',
    unique ? `UNIQUE${living}` : '',
    column.default === undefined ? '' : `DEFAULT ${code(column.default)}`,
    column.generated === undefined ? '' : `GENERATED from ${code(column.generated)}`,
    ...checks.map(({ expression }) => `CHECK ${code(expression)}`),
  ]
    .filter((text) => text !== '')
    .join(', ');
};

const relationsOf = (of: Table, { name }: Column): string =>
  of.foreignKeys
    .filter(({ columns }) => columns.includes(name))
    .map((key) => {
      const action = key.onDelete === undefined ? '' : `, ON DELETE ${key.onDelete.toUpperCase()}`;
      return `→ ${code(`${key.table}.${key.references.join(', ')}`)}${action}`;
    })
    .join(', ');

const indexRow = (index: Index): string[] => [
  code(index.name),
  `${index.unique ? 'unique ' : ''}${index.method} (${index.columns.map(code).join(', ')})`,
  index.where === undefined ? '' : code(index.where),
  index.purpose ?? '',
];

const constraintRows = (of: Table): string[][] => [
  ...(of.primaryKey.length === 0
    ? []
    : [['primary key', `unique btree (${codes(of.primaryKey)})`, '', 'Finds a row by its key.']]),
  ...of.uniques.map(({ name, columns }) => [
    code(name),
    `unique btree (${codes(columns)})`,
    '',
    'No two rows are alike in this.',
  ]),
];

const tableSection = (facts: Facts, of: Table): Block => {
  const row = facts.rows.get(of.name);
  const said = row?.columns ?? new Map<string, string>();
  const intro = [
    row?.description ?? '',
    `Kept by ${code(keeperOf(facts, of.name))}; made by ${code(`migrations/${of.migration}.ts`)}.`,
  ];
  return subsection(
    `Table: ${of.name}`,
    [...intro, of.comment === undefined ? '' : `It is ${of.comment}.`].filter((text) => text !== '').join(' '),
    table(
      ['Field', 'Type', 'Constraints', 'Relationships', 'Meaning'],
      of.columns.map((column) => [
        code(column.name),
        code(column.type),
        constraintsOf(of, column),
        relationsOf(of, column),
        said.get(column.name) ?? '',
      ]),
    ),
    table(['Index', 'Type and columns', 'Only where', 'For'], [...constraintRows(of), ...of.indexes.map(indexRow)]),
  );
};

const relationships = (tables: readonly Table[]): Block =>
  list(
    tables.flatMap((of) =>
      of.foreignKeys.map((key) => {
        const kind = isUniqueKey(of, key) ? 'at most one' : 'any number';
        const optional = isOptional(of, key) ? ', or none' : '';
        return `${code(of.name)} → ${code(key.table)} by ${codes(key.columns)}: one ${code(key.table)} row${optional}, to ${kind} of ${code(of.name)}`;
      }),
    ),
  );

/** Tables, fields, constraints, relations and indexes, as the migrations leave them. */
export const databaseSchema = (facts: Facts): string => {
  const { domain, platform } = tablesOf(facts);
  const { tables, migrations, unread } = facts.schema;
  const targets = new Set(domain.flatMap((of) => of.foreignKeys.map((key) => key.table)));
  const referenced = platform.filter(({ name }) => targets.has(name));
  const indexes = tables.reduce((sum, of) => sum + of.indexes.length + constraintRows(of).length, 0);
  return document(
    'Database schema',
    `PostgreSQL. ${count(tables.length, 'table')}, ${count(indexes, 'index', 'indexes')}, after ${count(migrations.length, 'migration')}. Rows of the domain have a UUID (version 7, so that new ones lie together) made by the application; times are ${code('timestamptz(3)')} in UTC; ${code('deleted_at')} marks rows that are deleted for everybody but the database.`,
    unread.length === 0
      ? undefined
      : `Not understood, and missing below: ${unread.map(({ path, text }) => `${code(path)}: ${text}`).join('; ')}.`,
    section(
      'Diagram',
      domain.length === 0 ? undefined : entityDiagram([...referenced, ...domain], (of) => domain.includes(of)),
    ),
    section('Tables of the domain', ...domain.map((of) => tableSection(facts, of))),
    section(
      'Tables of the platform',
      platform.length === 0 ? undefined : entityDiagram(platform, () => false),
      ...platform.map((of) => tableSection(facts, of)),
    ),
    section('Relationships', relationships(tables)),
    section(
      'How it is optimised',
      `Each index stands for a query this code runs; the purpose is a comment in the migration. ${code('test/integration/modules')} explains the queries of every resource on 100,000 rows and fails on a sequential scan.`,
      'Partial indexes leave deleted rows out; those of foreign keys hold them, because the database looks for them before it deletes what they refer to. Lists are cut by keyset, so every sort has an index that ends in `id`, and the last page costs what the first does.',
    ),
  );
};
