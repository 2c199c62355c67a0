import { part, prove } from '../../evidence.ts';
import { undoneSchema } from '../../facts/documented-schema.ts';
import type { ForeignKey, Schema, Table } from '../../facts/schema.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { withSchema } from './schema-of.ts';

/** Whether rows can be found by the first column of the key without reading the table. */
const isCovered = (schema: Schema, table: Table, { columns }: ForeignKey): boolean => {
  const [first] = columns;
  const keys = [table.primaryKey, ...table.uniques];
  const indexes = schema.indexes.filter((index) => index.table === table.name).map((index) => index.columns);
  return [...keys, ...indexes].some((key) => key[0] === first);
};

const uncovered = (schema: Schema): { readonly name: string; readonly place: Place }[] =>
  [...schema.tables.values()].flatMap((table) =>
    table.foreignKeys
      .filter((key) => !isCovered(schema, table, key))
      .map((key) => ({ name: `${table.name}.${key.columns.join(', ')}`, place: table.place })),
  );

export default defineStandard({
  id: 'DB-03',
  title: 'A named index with a stated purpose for every query pattern',
  why: 'Without its index a query reads the whole table, and nobody notices until the table is large.',
  references: [],
  features: ['resources'],
  check: (repository) =>
    withSchema(repository, ({ schema }) => {
      const open = uncovered(schema);
      if (open.length > 0) {
        const names = open.map(({ name }) => name).join('; ');
        return unmet(
          `There are foreign keys without an index: ${names}.`,
          open.map(({ place }) => place),
        );
      }
      const dropped = undoneSchema(repository).filter(({ kind }) => kind === 'index');
      if (dropped.length > 0) {
        return unmet(
          `The page on the schema has indexes that no migration makes: ${dropped.map(({ what }) => what).join(', ')}.`,
          dropped.map(({ place }) => place),
        );
      }
      const unexplained = schema.indexes.filter(
        ({ name, purpose }) => name === undefined || (purpose ?? '').length < 8,
      );
      if (unexplained.length > 0) {
        return unmet(
          'There are indexes without a name, or without a comment that says which query they are for.',
          unexplained.map(({ place }) => place),
        );
      }
      const fitting = schema.indexes.filter(({ partial, method }) => partial || method !== undefined);
      return prove(repository, {
        parts: [
          part(
            'no index',
            schema.indexes.map(({ place }) => place),
          ),
          part(
            'no partial or full-text index',
            fitting.map(({ place }) => place),
          ),
        ],
        tests: [
          part(
            'no test that explains the queries and refuses to read a large table from end to end',
            testsThat(repository, { says: [/seq(?:uential)?[ _]?scan|COLLSCAN|\bSCAN TABLE\b/i] }),
          ),
        ],
      });
    }),
  remedy: () =>
    steps(
      'List the queries: each filter, each order, each foreign key. Add a named index for each in a migration, after a comment that says which query it serves.',
      'Make it partial where queries leave out deleted rows, and a GIN index on a tsvector for full-text search.',
      'Fill a table with 100,000 rows in a test, run EXPLAIN on each query, and fail on "Seq Scan".',
    ),
});
