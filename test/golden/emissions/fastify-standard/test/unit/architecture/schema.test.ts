import { describe, expect, it } from 'vitest';
import { keyName } from '../../../scripts/architecture/facts/key-names.ts';
import { Repository } from '../../../scripts/architecture/facts/repository.ts';
import { readSchema } from '../../../scripts/architecture/facts/schema.ts';

const migration = (body: string): string =>
  `import { sql, type Kysely } from 'kysely';\nexport const up = async (db: Kysely<unknown>): Promise<void> => {\n${body}\n};\n`;

const read = (...bodies: readonly string[]) =>
  readSchema(new Repository(new Map(bodies.map((body, index) => [`migrations/000${index}_x.ts`, migration(body)]))));

const inSql = (statement: string): string => `await sql\`${statement}\`.execute(db);`;
const things = inSql('create table things (id uuid primary key, name varchar(10) not null, size integer)');

const columnsOf = (schema: ReturnType<typeof read>): string[] =>
  schema.tables.flatMap((table) => table.columns.map(({ name, type, nullable }) => `${name} ${type} ${nullable}`));

describe('readSchema', () => {
  it('reads a table of SQL and one of the builder alike', () => {
    const built = `await db.schema.createTable('things').addColumn('id', 'uuid', (column) => column.primaryKey())
      .addColumn('name', sql\`varchar(10)\`, (column) => column.notNull()).addColumn('size', 'integer').execute();`;
    expect(read(built).tables).toEqual(read(things).tables);
  });

  it('reads constraints with their names', () => {
    const [table] = read(
      inSql(`create table parts (
        thing_id uuid not null references things (id) on delete cascade,
        position integer constraint parts_position_check check (position > 0),
        "order" text default 'a, b' unique,
        constraint parts_pkey primary key (thing_id, position)
      )`),
    ).tables;
    expect(table).toMatchObject({
      primaryKey: ['thing_id', 'position'],
      foreignKeys: [{ name: 'parts_thing_id_fkey', table: 'things', references: ['id'], onDelete: 'cascade' }],
      checks: [{ name: 'parts_position_check', expression: 'position > 0' }],
      uniques: [{ name: 'parts_order_key', columns: ['order'] }],
    });
    expect(table?.columns[2]).toEqual({ name: 'order', type: 'text', nullable: true, default: "'a, b'" });
  });

  it('reads indexes with the reason in front of them', () => {
    const index = `// Finds things by size.\nawait db.schema.createIndex('things_size_idx').on('things').using('gin').columns(['size', 'id']).where('size', '>', 0).execute();`;
    expect(read(things, index).tables[0]?.indexes).toEqual([
      {
        name: 'things_size_idx',
        table: 'things',
        method: 'gin',
        unique: false,
        columns: ['size', 'id'],
        where: 'size > 0',
        purpose: 'Finds things by size.',
      },
    ]);
  });

  it('follows later changes', () => {
    const schema = read(
      things,
      `await db.schema.alterTable('things').addColumn('weight', 'int8').dropColumn('size').execute();`,
      inSql('alter table things rename column name to title'),
      inSql('alter table things alter column title drop not null'),
      inSql('alter table things alter column title type text'),
    );
    expect(columnsOf(schema)).toEqual(['id uuid false', 'title text true', 'weight int8 true']);
  });

  it('gives a constraint the index that was built for it', () => {
    const [table] = read(
      things,
      inSql('create unique index if not exists things_name_idx on things (name)'),
      inSql('alter table things add constraint things_name_key unique using index things_name_idx'),
    ).tables;
    expect(table).toMatchObject({ uniques: [{ name: 'things_name_key', columns: ['name'] }], indexes: [] });
  });

  it('forgets what is dropped', () => {
    const index = inSql('create unique index things_name_key on things (lower(name)) where size is null');
    expect(read(things, index, inSql('drop index things_name_key')).tables[0]?.indexes).toEqual([]);
    expect(read(things, inSql('drop table things')).tables).toEqual([]);
  });

  it('says what it does not understand', () => {
    const unknown = inSql('alter table things inherit others');
    const computed = 'const name = String(1);\nawait sql`create table ${sql.table(name)} (id uuid)`.execute(db);';
    expect(read(things, unknown, computed).unread.map(({ path }) => path)).toEqual([
      'migrations/0001_x.ts',
      'migrations/0002_x.ts',
    ]);
  });

  it('reads nothing off comments and the way back', () => {
    const commented = `// await sql\`create table ghosts (id uuid)\`.execute(db);\n/* create table ghosts (id uuid) */`;
    expect(read(commented).tables).toEqual([]);
  });
});

describe('keyName', () => {
  it.each([
    ['orders', ['user_id'], 'orders_user_id_fkey'],
    ['a'.repeat(60), ['id'], `${'a'.repeat(55)}_id_fkey`],
    ['a'.repeat(40), ['b'.repeat(40)], `${'a'.repeat(29)}_${'b'.repeat(28)}_fkey`],
  ])('cuts the longer part of %s and %s', (table, columns, name) => {
    expect(keyName(table, columns, 'fkey')).toBe(name);
  });
});
