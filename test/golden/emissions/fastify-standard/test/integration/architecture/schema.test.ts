import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../../../scripts/architecture/facts/repository.ts';
import { readSchema } from '../../../scripts/architecture/facts/schema.ts';
import { readRepository } from '../../../scripts/architecture/files.ts';
import { administer } from '../../support/database-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const { tables, unread } = readSchema(new Repository(readRepository(process.cwd())));

/** How PostgreSQL spells types that migrations may write shorter. */
const spelt = (type: string): string =>
  type
    .replace(/\s+(?=[,)])|(?<=[(,])\s+/g, '')
    .replace(/^timestamptz(\(\d\))?$/, 'timestamp$1 with time zone')
    .replace(/^varchar/, 'character varying')
    .replace(/^int2$/, 'smallint')
    .replace(/^int(?:4)?$/, 'integer')
    .replace(/^int8$/, 'bigint')
    .replace(/^bool$/, 'boolean')
    .replace(/^decimal/, 'numeric');

const ours = "relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely_migration%'";

const lines =
  (text: string) =>
  async (client: pg.Client): Promise<string[]> => {
    const { rows } = await client.query<{ line: string }>(text);
    return rows.map(({ line }) => line).sort();
  };

describe('the schema that was read off the migrations', () => {
  let database: TestDatabase;
  const real = (text: string): Promise<string[]> => administer(database.adminUrl, lines(text));

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.close();
  });

  it('is read in full', () => {
    expect(unread).toEqual([]);
  });

  it('has the columns of the migrated database', async () => {
    const read = tables.flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name} ${spelt(column.type)} ${column.nullable ? 'null' : 'not null'}`),
    );
    expect(read.sort()).toEqual(
      await real(`
        select format('%s.%s %s %s', relname, attname, format_type(atttypid, atttypmod),
                      case when attnotnull then 'not null' else 'null' end) as line
          from pg_attribute join pg_class on pg_class.oid = attrelid
         where ${ours} and attnum > 0 and not attisdropped`),
    );
  });

  it('has its defaults and generated columns', async () => {
    const read = tables.flatMap(({ name, columns }) =>
      columns
        .filter((column) => column.default !== undefined || column.generated !== undefined)
        .map((column) => `${name}.${column.name} ${column.generated === undefined ? 'default' : 'generated'}`),
    );
    expect(read.sort()).toEqual(
      await real(`
        select format('%s.%s %s', relname, attname, case when attgenerated = '' then 'default' else 'generated' end) as line
          from pg_attribute join pg_class on pg_class.oid = attrelid
         where ${ours} and attnum > 0 and not attisdropped and (atthasdef or attidentity <> '')`),
    );
  });

  it('has its primary, unique and foreign keys and checks', async () => {
    const list = (names: readonly string[]): string => names.join(',');
    const read = tables.flatMap((table) => [
      ...(table.primaryKey.length === 0 ? [] : [`${table.name} p (${list(table.primaryKey)})`]),
      ...table.uniques.map(({ name, columns }) => `${table.name} u ${name} (${list(columns)})`),
      ...table.foreignKeys.map(({ columns, table: target }) => `${table.name} f (${list(columns)}) ${target}`),
      ...table.checks.map(() => `${table.name} c`),
    ]);
    const columns = `(select string_agg(attname, ',' order by place) from unnest(conkey) with ordinality as key (number, place)
                        join pg_attribute on attrelid = conrelid and attnum = number)`;
    expect(read.sort()).toEqual(
      await real(`
        select case contype
                 when 'p' then format('%s p (%s)', relname, ${columns})
                 when 'u' then format('%s u %s (%s)', relname, conname, ${columns})
                 when 'f' then format('%s f (%s) %s', relname, ${columns}, (select target.relname from pg_class as target where target.oid = confrelid))
                 else format('%s c', relname)
               end as line
          from pg_constraint join pg_class on pg_class.oid = conrelid
         where ${ours} and contype in ('p', 'u', 'f', 'c')`),
    );
  });

  it('has its indexes', async () => {
    const read = tables.flatMap((table) =>
      table.indexes.map(({ name, method, unique, where, columns }) =>
        [table.name, name, method, unique, where !== undefined, columns.length].join(' '),
      ),
    );
    expect(read.sort()).toEqual(
      await real(`
        select format('%s %s %s %s %s %s', pg_class.relname, index.relname, amname,
                      case when indisunique then 'true' else 'false' end,
                      case when indpred is null then 'false' else 'true' end, indnkeyatts) as line
          from pg_index join pg_class on pg_class.oid = indrelid
          join pg_class as index on index.oid = indexrelid join pg_am on pg_am.oid = index.relam
         where ${ours.replaceAll(/rel(?=name|kind)/g, 'pg_class.rel')}
           and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`),
    );
  });
});
