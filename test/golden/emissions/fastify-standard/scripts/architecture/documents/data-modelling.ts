import { tablesOf, type Facts } from '../facts/facts.ts';
import type { ForeignKey, Table } from '../facts/schema-types.ts';
import { code, codes, document, list, section, subsection, table, type Block } from './markdown.ts';

/** Columns every row of the domain has; they say nothing of a single entity. */
const common = new Set(['id', 'version', 'created_at', 'updated_at', 'deleted_at']);

const attributesOf = (of: Table): string =>
  codes(of.columns.map(({ name }) => name).filter((name) => !common.has(name)));

const rulesOf = (of: Table): string[] => [
  ...of.checks.map(({ expression }) => code(expression)),
  ...of.uniques.map(({ columns }) => `${codes(columns)}: no two rows alike`),
  ...of.indexes
    .filter(({ unique }) => unique)
    .map(
      ({ columns, where }) =>
        `${codes(columns)}: no two rows alike${where === undefined ? '' : ` where ${code(where)}`}`,
    ),
  ...of.columns
    .filter(({ generated }) => generated !== undefined)
    .map(({ name }) => `${code(name)} is computed by PostgreSQL, never written`),
];

const has = (of: Table, name: string): boolean => of.columns.some((column) => column.name === name);

const lifeOf = (of: Table): string => {
  if (of.comment === 'append-only') return 'append-only: a trigger refuses every change';
  if (has(of, 'deleted_at')) return has(of, 'version') ? 'soft delete; optimistic lock by `version`' : 'soft delete';
  if (has(of, 'expires_at')) return 'not valid after `expires_at`';
  if (has(of, 'version')) return 'optimistic lock by `version`';
  if (of.foreignKeys.length === 0) return 'kept';
  return `goes with its ${of.foreignKeys[0]?.table ?? ''} row`;
};

const entity = (facts: Facts, of: Table): Block =>
  subsection(
    of.name,
    facts.rows.get(of.name)?.description,
    list([
      `Attributes: ${attributesOf(of)}`,
      rulesOf(of).length === 0 ? undefined : `Business rules: ${rulesOf(of).join('; ')}`,
      of.foreignKeys.length === 0
        ? undefined
        : `Relationships: ${of.foreignKeys.map((key) => `${code(key.table)} by ${codes(key.columns)}`).join(', ')}`,
      `Life: ${lifeOf(of)}`,
    ]),
  );

const isJoin = (of: Table): boolean =>
  of.foreignKeys.length === 2 &&
  of.foreignKeys.every(({ columns }) => columns.every((name) => of.primaryKey.includes(name)));

const isPart = (of: Table, { columns }: ForeignKey): boolean =>
  of.primaryKey.length > 1 && columns.every((name) => of.primaryKey.includes(name));

const isOneToOne = (of: Table, { columns }: ForeignKey): boolean => {
  const sameAs = (names: readonly string[]): boolean => names.join() === columns.join();
  return (
    sameAs(of.primaryKey) ||
    of.indexes.some((index) => index.unique && sameAs(index.columns)) ||
    of.uniques.some((unique) => sameAs(unique.columns))
  );
};

const relationTypes = (tables: readonly Table[]): Block => {
  const keys = tables.flatMap((of) => of.foreignKeys.map((key) => ({ of, key })));
  const shown = (pairs: typeof keys): string =>
    pairs.map(({ of, key }) => `${code(key.table)} – ${code(of.name)} (${codes(key.columns)})`).join(', ');
  const joins = tables.filter(isJoin);
  const single = keys.filter(({ of, key }) => !isJoin(of) && isOneToOne(of, key));
  const parts = keys.filter(({ of, key }) => !isJoin(of) && isPart(of, key));
  const rest = keys.filter(({ of, key }) => !isJoin(of) && !isOneToOne(of, key) && !isPart(of, key));
  const none = 'none';
  return table(
    ['Type', 'Here'],
    [
      ['One-to-many', rest.length === 0 ? none : shown(rest)],
      ['Whole and parts (written and read together)', parts.length === 0 ? none : shown(parts)],
      [
        'Many-to-many',
        joins.length === 0
          ? none
          : joins
              .map(
                (of) =>
                  `${of.foreignKeys.map((key) => code(key.table)).join(' – ')} by the junction table ${code(of.name)}`,
              )
              .join(', '),
      ],
      ['One-to-one', single.length === 0 ? none : shown(single)],
    ],
  );
};

/** What is kept twice, found by the schema; each with its reason. */
const denormalized = (facts: Facts): Block => {
  const names = new Set(facts.schema.tables.map(({ name }) => name));
  const computed = facts.schema.tables.flatMap((of) =>
    of.columns
      .filter(({ generated }) => generated !== undefined)
      .map(
        ({ name }) =>
          `${code(`${of.name}.${name}`)}: a search over words must not read the texts of all rows; PostgreSQL keeps it in step.`,
      ),
  );
  return list([
    ...computed,
    facts.parts.ordering && names.has('order_items')
      ? `${code('order_items.unit_price')}: the price of the moment. ${code('products.price')} may change later, the order may not.`
      : undefined,
    facts.parts.ordering && names.has('orders')
      ? `${code('orders.total')}: the sum of the items, written in the transaction that writes them; a list of orders need not read all items.`
      : undefined,
    names.has('audit_events')
      ? `${code('audit_events.actor_id')} has no foreign key: what somebody did outlives their account.`
      : undefined,
    names.has('idempotency_keys')
      ? `${code('idempotency_keys.body')}: the whole first answer, so that a repetition is answered without doing anything.`
      : undefined,
  ]);
};

/** Entities, rules and relations, in the words of the domain. */
export const dataModelling = (facts: Facts): string => {
  const { domain, platform } = tablesOf(facts);
  return document(
    'Data modelling',
    `Third normal form, with the exceptions below. Fields and indexes in full: [database-schema.md](database-schema.md). Every rule stands in the database as well as in ${code('src/modules/*/domain')}: the one keeps wrong rows out whoever writes, the other says what is wrong in words.`,
    section('Core entities', ...domain.map((of) => entity(facts, of))),
    section('Entities of the platform', ...platform.map((of) => entity(facts, of))),
    section('Relationship types', relationTypes(facts.schema.tables)),
    section(
      'Denormalization',
      denormalized(facts) ??
        'Nothing is kept twice. A reason to start: a list whose query needs more than one join, shown by a slow query in the log.',
    ),
    section(
      'Room for change',
      list([
        'Ids come from the application, so rows can move to another database and keep them.',
        'A new member begins as an optional column; see [migration-strategy.md](migration-strategy.md) for the steps until it is required.',
        'Enumerations are text with a check: a new value is one migration and no rewrite of the table.',
      ]),
    ),
  );
};
