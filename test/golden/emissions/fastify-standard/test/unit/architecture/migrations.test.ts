import { describe, expect, it } from 'vitest';
import { Repository } from '../../../scripts/architecture/facts/repository.ts';
import { readSchema } from '../../../scripts/architecture/facts/schema.ts';
import { unsafeChanges, type UnsafeChange } from '../../../scripts/architecture/facts/unsafe-changes.ts';
import { readRepository } from '../../../scripts/architecture/files.ts';

const migration = (statement: string, comment = ''): string =>
  `import { sql, type Kysely } from 'kysely';\nexport const up = async (db: Kysely<unknown>): Promise<void> => {\n${comment}\nawait sql\`${statement}\`.execute(db);\n};\n`;

const things = migration('create table things (id uuid primary key, name text, size integer)');

const found = (statement: string, comment = ''): readonly UnsafeChange[] => {
  const files = new Map([
    ['migrations/0001_things.ts', things],
    ['migrations/0002_change.ts', migration(statement, comment)],
  ]);
  return unsafeChanges(readSchema(new Repository(files)));
};

describe('the migrations', () => {
  it('take no lock unnoticed on a table that exists, and break no release that runs', () => {
    const unsafe = unsafeChanges(readSchema(new Repository(readRepository(process.cwd()))));
    expect(unsafe.filter(({ accepted }) => accepted === undefined)).toEqual([]);
  });
});

describe('the lint of migrations for unsafe, locking statements', () => {
  it.each([
    ['create index things_name_idx on things (name)'],
    ['create unique index things_name_idx on things (name)'],
    ['alter table things alter column name set not null'],
    ['alter table things alter column size type bigint'],
    ['alter table things add column weight integer not null'],
    ['alter table things add column token uuid default gen_random_uuid()'],
    ["alter table things add column number bigint default nextval('numbers')"],
    ['alter table things add column number bigserial'],
    ['alter table things add column number bigint generated always as identity'],
    ['alter table things add column label text generated always as (upper(name)) stored'],
    ['alter table things add constraint things_size_check check (size > 0)'],
    ['alter table things add constraint things_name_key unique (name)'],
    ['alter table things add constraint things_size_fkey foreign key (size) references sizes (id)'],
    ['alter table things rename column name to title'],
    ['alter table things rename to objects'],
    ['alter table things drop column size'],
    ['drop table things'],
  ])('refuses: %s', (statement) => {
    expect(found(statement)).toMatchObject([{ migration: '0002_change', table: 'things' }]);
  });

  it.each([
    ['alter table things add column weight integer'],
    ['alter table things add column weight integer not null default 0'],
    ['alter table things add column made_at timestamptz(3) not null default now()'],
    ["alter table things add column state varchar(10) default 'new'::varchar(10)"],
    ['alter table things add constraint things_size_check check (size > 0) not valid'],
    ['alter table things add constraint things_name_key unique using index things_name_idx'],
    ['alter table things validate constraint things_size_check'],
    ['alter table things alter column name drop not null'],
    ['alter table things alter column size set default 1'],
    ['create index if not exists things_name_idx on things (name)'],
    ['create table others (id uuid primary key, thing_id uuid references things (id))'],
  ])('accepts: %s', (statement) => {
    expect(found(statement)).toEqual([]);
  });

  it('accepts what somebody has thought about', () => {
    const statement = 'alter table things alter column name set not null';
    expect(found(statement, '// safe: the table has two rows.')).toMatchObject([
      { accepted: 'the table has two rows.' },
    ]);
  });

  it('leaves the indexes of a table alone that is made with them', () => {
    const up = `export const up = async (db: Kysely<unknown>): Promise<void> => {
      await db.schema.createTable('rows').addColumn('id', 'uuid').execute();
      await db.schema.createIndex('rows_id_idx').on('rows').column('id').execute();
    };`;
    const files = new Map([['migrations/0001_rows.ts', `import type { Kysely } from 'kysely';\n${up}\n`]]);
    expect(unsafeChanges(readSchema(new Repository(files)))).toEqual([]);
  });
});
