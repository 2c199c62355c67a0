import { part, prove, type Part } from '../../evidence.ts';
import { undoneSchema } from '../../facts/documented-schema.ts';
import type { Schema } from '../../facts/schema.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { withSchema } from './schema-of.ts';

/** `category_id` when there is a table of categories: in some plural, or by the very name. */
const tableMeant = (schema: Schema, column: string): string | undefined => {
  const stem = /^(.+?)_?id$/i.exec(column)?.[1]?.toLowerCase();
  if (stem === undefined || stem === '') return undefined;
  const plurals = [stem, `${stem}s`, `${stem}es`, stem.replace(/y$/, 'ies')];
  return [...schema.tables.keys()].find((table) => plurals.includes(table.toLowerCase()));
};

const looseReferences = (schema: Schema): Place[] =>
  [...schema.tables.values()].flatMap((table) =>
    table.columns
      .filter(({ name }) => tableMeant(schema, name) !== undefined)
      .filter(({ name }) => !table.foreignKeys.some(({ columns }) => columns.includes(name)))
      .map(({ place }) => place),
  );

/** Foreign keys to tables that no migration makes. */
const dangling = (schema: Schema): Place[] =>
  [...schema.tables.values()]
    .filter(({ foreignKeys }) => foreignKeys.some(({ table }) => !schema.tables.has(table)))
    .map(({ place }) => place);

const partsOf = (schema: Schema): Part[] => {
  const tables = [...schema.tables.values()];
  const uuids = tables.flatMap(({ columns }) => columns.filter(({ name, type }) => name === 'id' && type === 'uuid'));
  const softDeleted = tables.filter(({ columns }) =>
    [/^created_?at$/i, /^updated_?at$/i, /^deleted_?at$/i].every((name) => columns.some((one) => name.test(one.name))),
  );
  const unique = [
    ...tables.filter(({ uniques }) => uniques.length > 0).map(({ place }) => place),
    ...schema.indexes.filter((index) => index.unique).map(({ place }) => place),
  ];
  return [
    part(
      'no table that says when a row was created, changed and (softly) deleted',
      softDeleted.map(({ place }) => place),
    ),
    part(
      'no column NOT NULL',
      tables.flatMap(({ columns }) => columns.filter(({ notNull }) => notNull).map(({ place }) => place)).slice(0, 1),
    ),
    part(
      'no CHECK',
      tables.flatMap(({ checks }) => checks),
    ),
    part('no UNIQUE', unique),
    part(
      'no `id` of type uuid',
      uuids.map(({ place }) => place),
    ),
  ];
};

export default defineStandard({
  id: 'DB-02',
  title: 'Normalized schema with keys, constraints, timestamps and soft delete',
  why: 'What the database itself refuses can never be stored wrong, whichever program writes it.',
  references: ['OWASP ASVS 5.0 V2.2'],
  features: ['resources'],
  check: (repository) =>
    withSchema(repository, ({ schema }) => {
      const tables = [...schema.tables.values()];
      const keyless = tables.filter(({ primaryKey }) => primaryKey.length === 0);
      if (keyless.length > 0) {
        const names = keyless.map(({ name }) => name).join(', ');
        return unmet(
          `There is no primary key on ${names}.`,
          keyless.map(({ place }) => place),
        );
      }
      const loose = looseReferences(schema);
      if (loose.length > 0)
        return unmet('There are columns that name rows of another table without a foreign key.', loose);
      const lost = dangling(schema);
      if (lost.length > 0) return unmet('There are foreign keys to a table that no migration makes.', lost);
      const dropped = undoneSchema(repository).filter(({ kind }) => kind === 'constraint');
      if (dropped.length > 0) {
        return unmet(
          `The page on the schema has what no migration makes: ${dropped.map(({ what }) => what).join(', ')}.`,
          dropped.map(({ place }) => place),
        );
      }
      const numbered = tables.flatMap(({ columns }) =>
        columns.filter(({ name, type }) => name === 'id' && /serial|^int|^bigint|autoincrement/.test(type)),
      );
      if (numbered.length > 0) {
        return unmet(
          'There are keys that count up, which can be guessed, instead of UUIDs.',
          numbered.map(({ place }) => place),
        );
      }
      return prove(repository, {
        parts: partsOf(schema),
        tests: [
          part(
            'no test on the database of what happens to deleted rows',
            testsThat(repository, { says: [/delete/i], file: [/database|repository|migrat/i], title: /delet/i }),
          ),
        ],
      });
    }),
  remedy: () =>
    steps(
      'Add a migration that gives each table a uuid primary key, foreign keys, NOT NULL, UNIQUE and CHECK where the rules of the domain ask for them.',
      'Give tables of the domain created_at, updated_at and deleted_at, and let every query leave out deleted rows.',
      'Test on the real database that a deleted row is not found and that a constraint refuses what it should.',
    ),
});
