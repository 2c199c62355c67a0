import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../repository/memory-repository.ts';
import { migrations } from './migrations.ts';

const schemaOf = (files: Readonly<Record<string, string>>) => migrations(repositoryOf(new Map(Object.entries(files))));

const sql = `-- create table nothing (id int);
CREATE TABLE IF NOT EXISTS "public"."users" (
  "id" uuid PRIMARY KEY,
  email varchar(254) NOT NULL UNIQUE, -- unique
  note text DEFAULT 'a, b); create table x (',
  team_id uuid REFERENCES teams (id) ON DELETE CASCADE,
  age int CHECK (age > 0),
  CONSTRAINT users_team_email UNIQUE (team_id, email),
  FOREIGN KEY (note) REFERENCES notes
);
create unique index concurrently users_email_idx on users using btree (lower(email)) where note is null;
comment on index users_email_idx is 'Signing in.';
alter table users add column created_at timestamptz not null;
create table gone (id int); drop table gone;
alter table users enable row level security;
`;

describe('a schema in SQL', () => {
  const { schema, all } = schemaOf({ 'migrations/001_users.sql': sql });
  const users = schema.tables.get('users');

  it('has the tables that are made and not dropped, and none from comments or texts', () => {
    expect([...schema.tables.keys()]).toEqual(['users']);
    expect(users?.place).toEqual({ path: 'migrations/001_users.sql', line: 2 });
  });

  it('has columns and constraints', () => {
    expect(users?.columns.map(({ name, type, notNull }) => [name, type, notNull])).toEqual([
      ['id', 'uuid', true],
      ['email', 'varchar', true],
      ['note', 'text', false],
      ['team_id', 'uuid', false],
      ['age', 'int', false],
      ['created_at', 'timestamptz', true],
    ]);
    expect(users).toMatchObject({ primaryKey: ['id'], uniques: [['email'], ['team_id', 'email']] });
    expect(users?.foreignKeys).toEqual([
      { columns: ['team_id'], table: 'teams' },
      { columns: ['note'], table: 'notes' },
    ]);
    expect(users?.checks).toHaveLength(1);
  });

  it('has indexes with what they are for', () => {
    expect(schema.indexes).toMatchObject([
      { name: 'users_email_idx', table: 'users', unique: true, partial: true, method: 'btree', purpose: 'Signing in.' },
    ]);
  });

  it('has the other statements, and no way back', () => {
    expect(schema.statements.map(({ words }) => words)).toContain('alter table users enable row level security');
    expect(all).toEqual([
      { path: 'migrations/001_users.sql', up: { path: 'migrations/001_users.sql' }, down: undefined },
    ]);
  });
});

describe('a schema in TypeScript', () => {
  const text = `import { sql } from 'kysely';
const createNotes = (db) =>
  db.schema
    .createTable('notes')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id'))
    .addCheckConstraint('notes_check', sql\`true\`)
    .execute();
const createNever = (db) => db.schema.createTable('never').execute();
export const up = async (db) => {
  await createNotes(db);
  await sql\`create table tags (id uuid primary key)\`.execute(db);
  // The notes of a user.
  await db.schema.createIndex('notes_user_id_idx').on('notes').column('user_id').where('a', 'is', null).execute();
};
export const down = async (db) => {
  await db.schema.dropTable('notes').execute();
  await sql\`create table old (id int)\`.execute(db);
};
`;
  const { schema, all } = schemaOf({ 'migrations/0001_notes.ts': text });

  it('has what the way there does, by Kysely and by SQL, and nothing else', () => {
    expect([...schema.tables.keys()].sort()).toEqual(['notes', 'tags']);
    expect(schema.tables.get('notes')).toMatchObject({
      primaryKey: ['id'],
      foreignKeys: [{ columns: ['user_id'], table: 'users' }],
      place: { line: 4 },
    });
    expect(schema.indexes).toMatchObject([{ columns: ['user_id'], partial: true, purpose: 'The notes of a user.' }]);
  });

  it('has a way back', () => {
    expect(all).toMatchObject([{ up: { line: 10 }, down: { line: 16 } }]);
  });

  it.each(['', 'export const down = async () => {};', "export const down = () => { throw new Error('no'); };"])(
    'has no way back by %j',
    (down) => {
      const without = `${text.slice(0, text.indexOf('export const down'))}${down}\n`;
      expect(schemaOf({ 'migrations/0001_notes.ts': without }).all[0]?.down).toBeUndefined();
    },
  );

  it('may be made by methods of a class', () => {
    const migration = `export class Users1 {
  async up(runner) { await runner.query('create table users (id uuid primary key)'); }
  async down(runner) { await runner.query('drop table users'); }
}
`;
    const found = schemaOf({ 'src/migrations/1-users.ts': migration });
    expect([...found.schema.tables.keys()]).toEqual(['users']);
    expect(found.all[0]?.down).toEqual({ path: 'src/migrations/1-users.ts', line: 3 });
  });
});
