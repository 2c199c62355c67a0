import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assertMigrated,
  migrateToLatest,
  MigrationError,
  migrationNames,
  migrationStates,
  PendingMigrationsError,
  rollBack,
} from '../../../src/platform/database/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';
import { schemaSnapshot } from '../../support/schema-snapshot.ts';

describe('migrations', () => {
  let database: TestDatabase;
  const snapshot = (): Promise<string[]> => administer(database.adminUrl, schemaSnapshot);

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterAll(async () => {
    await database.close();
  });

  it('are numbered, each number once', async () => {
    const numbers = (await migrationNames()).map((name) => name.slice(0, 4));

    expect(numbers.length).toBeGreaterThan(0);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('are pending in an empty database', async () => {
    await expect(assertMigrated(database.db)).rejects.toThrow(PendingMigrationsError);
  });

  it('fail as a role that may not change tables, and change nothing', async () => {
    await expect(migrateToLatest({ ...database, migrationUrl: database.url })).rejects.toThrow(MigrationError);
  });

  it('lead up, down and up again to the same schema', async () => {
    const before = await snapshot();
    const names = await migrationNames();

    expect(await migrateToLatest(database)).toEqual(names);
    const first = await snapshot();
    expect(first.length).toBeGreaterThan(before.length);

    expect(await rollBack(database.migrationUrl)).toEqual(names.slice(-1));
    expect(await rollBack(database.migrationUrl, { all: true })).toEqual(names.slice(0, -1).reverse());
    expect(await snapshot()).toEqual(before);

    await migrateToLatest(database);
    expect(await snapshot()).toEqual(first);
  });

  it('have nothing left to do the second time', async () => {
    expect(await migrateToLatest(database)).toEqual([]);
    await expect(assertMigrated(database.db)).resolves.toBeUndefined();
    expect((await migrationStates(database.db)).every(({ executedAt }) => executedAt !== undefined)).toBe(true);
  });

  it('are undone all or none', async () => {
    await administer(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(`
        select quote_ident(relname) as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely_migration%'
        order by oid limit 1`);
      // The oldest table is dropped last, and cannot be while a view reads it.
      await client.query(`create view in_the_way as select * from ${rows[0]?.name}`);
    });

    await expect(rollBack(database.migrationUrl, { all: true })).rejects.toThrow('nothing was changed');
    await expect(assertMigrated(database.db)).resolves.toBeUndefined();

    await administer(database.adminUrl, (client) => client.query('drop view in_the_way'));
  });

  it('run once when two processes start them at the same time', async () => {
    await rollBack(database.migrationUrl, { all: true });

    const [first, second] = await Promise.all([migrateToLatest(database), migrateToLatest(database)]);

    expect([...first, ...second]).toEqual(await migrationNames());
  });

  it('do not wait for a lock for ever: whatever comes after them would wait, too', async () => {
    await rollBack(database.migrationUrl, { all: true });
    await administer(database.adminUrl, (client) =>
      client.query(`
        create function refuse_to_wait() returns event_trigger language plpgsql as $$
        begin
          if current_setting('lock_timeout') = '0' then raise exception 'It would wait for ever.'; end if;
        end $$;
        create event trigger no_waiting on ddl_command_start when tag in ('CREATE TABLE') execute function refuse_to_wait()`),
    );

    expect(await migrateToLatest(database)).toEqual(await migrationNames());

    await administer(database.adminUrl, (client) => client.query('drop event trigger no_waiting'));
  });

  describe('leave the role of the application', () => {
    const refused = { code: '42501' };

    it('unable to change the schema', async () => {
      const attempts = [
        sql`create table mine (id integer)`,
        sql`drop table kysely_migration`,
        sql`alter table kysely_migration add column mine integer`,
        sql`truncate kysely_migration`,
        sql`create schema mine`,
        sql`create role mine`,
      ];
      for (const attempt of attempts) await expect(attempt.execute(database.db)).rejects.toMatchObject(refused);
    });

    it('unable to claim that a migration has run', async () => {
      const insert = database.db.insertInto('kysely_migration').values({ name: 'mine', timestamp: '' });

      await expect(insert.execute()).rejects.toMatchObject(refused);
    });

    it('able to read and write the rows of every table, or add to it where that is all it allows', async () => {
      const { rows } = await sql<{ name: string; rights: string }>`
        select relname as name, concat_ws(' ',
          case when has_table_privilege(oid, 'select') then 'select' end,
          case when has_table_privilege(oid, 'insert') then 'insert' end,
          case when has_table_privilege(oid, 'update') then 'update' end,
          case when has_table_privilege(oid, 'delete') then 'delete' end,
          case when has_table_privilege(oid, 'truncate') then 'truncate' end) as rights,
          coalesce(obj_description(oid) like 'append-only%', false) as "appendOnly"
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely_migration%'
      `.execute(database.db);

      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const rights = 'appendOnly' in row && row.appendOnly === true ? 'select insert' : 'select insert update delete';
        expect(row).toMatchObject({ name: row.name, rights });
      }
    });
  });
});
