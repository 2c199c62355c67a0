import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dbCommand } from '../../../src/commands/db-command.ts';
import type { Source } from '../../../src/config/source.ts';
import { migrationNames } from '../../../src/platform/database/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';
import { productionEnvironment } from '../../support/production.ts';
import { runCommand } from '../../support/run-command.ts';

describe('the db command', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterAll(async () => {
    await database.close();
  });

  const urls = () => ({ DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl });

  /** Runs the command in production, with nothing of the server's environment but the URLs. */
  const db = (words: readonly string[], variables: Source = {}) =>
    runCommand(dbCommand, words, { NODE_ENV: 'production', ...urls(), ...variables });

  const changeAsOwner = (statement: string) => administer(database.migrationUrl, (client) => client.query(statement));

  it('migrates, tells what has run, and goes back', async () => {
    const names = await migrationNames();
    const [last = ''] = names.slice(-1);

    const before = await db(['status']);
    expect(before.code).toBe(0);
    expect(before.output).toContain(`${last}  pending`);
    expect(await db(['migrate'])).toEqual({ code: 0, output: names.map((name) => `Ran ${name}\n`).join('') });
    expect(await db(['migrate'])).toMatchObject({ code: 0, output: 'There is nothing to do.\n' });
    expect((await db(['status'])).output).not.toContain('pending');
    expect(await db(['rollback', '--force'])).toEqual({ code: 0, output: `Undid ${last}\n` });
  });

  it('leaves a database alone that a newer version has migrated, and cannot take it back', async () => {
    await db(['migrate']);
    await changeAsOwner("insert into kysely_migration values ('9999_of_the_future', '2030-01-01T00:00:00Z')");

    expect(await db(['migrate'])).toEqual({
      code: 0,
      output:
        'There is nothing to do.\nThe database is ahead of this version, and stays so: it has 9999_of_the_future.\n',
    });
    for (const words of [['rollback'], ['rollback', '--all', '--force']]) {
      const { code, output } = await db(words);
      expect(code).toBe(1);
      expect(output).toContain('nothing was changed: only a version that has 9999_of_the_future can undo that.');
    }
    expect((await db(['status'])).output).not.toContain('pending');

    await changeAsOwner("delete from kysely_migration where name like '9999%'");
  });

  it('undoes in production only when it is told to twice, and says what it would undo', async () => {
    await db(['migrate']);
    const names = await migrationNames();

    for (const [words, undone] of [
      [['rollback'], names.slice(-1)],
      [['rollback', '--all'], names.toReversed()],
    ] as const) {
      const { code, output } = await db(words);
      expect(code).toBe(1);
      expect(output).toMatch(/^This would undo .*--force\.\n$/);
      expect(output).toContain(` ${undone.join(', ')},`);
    }
    expect((await db(['status'])).output).not.toContain('pending');
    expect(await db(['rollback', '--all', '--force'])).toMatchObject({ code: 0 });
    expect(await db(['rollback'])).toEqual({ code: 0, output: 'There is nothing to do.\n' });
    await db(['migrate']);
    expect(await db(['rollback', '--all'], { NODE_ENV: 'development' })).toMatchObject({ code: 0 });
  });

  it('fails with the reason when the role may not change tables', async () => {
    const { code, output } = await db(['migrate'], { DATABASE_MIGRATION_URL: database.url });

    expect(code).toBe(1);
    expect(output).toMatch(/permission denied/);
  });

  it('fails when the configuration is wrong', async () => {
    const { code, output } = await db(['status'], { DATABASE_URL: undefined });

    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL: is required in production.');
  });

  it('fills no tables in production unless it is told to twice', async () => {
    const { code, output } = await db(['seed'], { ...productionEnvironment(), ...urls() });

    expect(code).toBe(1);
    expect(output).toContain('--force');
  });

  it('fills a database that has no tables yet, in development, and asks for them elsewhere', async () => {
    const tested = await db(['seed'], { NODE_ENV: 'test' });
    expect(tested.code).toBe(1);
    expect(tested.output).toMatch(/^The database lacks .* Run db:migrate\.\n$/);

    const { code, output } = await db(['seed'], { NODE_ENV: 'development' });
    expect(output).toContain(' rows\n');
    expect(code).toBe(0);

    const again = await db(['seed'], { NODE_ENV: 'development' });
    expect(again.output).toMatch(/^(?:[a-z]+: 0 rows\n)+$/);
    expect(again.code).toBe(0);
  });

  it('leaves what belongs to others in the schema alone', async () => {
    const asOther = (statement: string) => administer(database.adminUrl, (client) => client.query(statement));
    await asOther('create table notes_of_another (id integer generated by default as identity)');
    await asOther("comment on table notes_of_another is 'append-only'");
    await asOther('create view view_of_another as select * from notes_of_another');
    const { code } = await db(['migrate']);
    const query = "select grantee from information_schema.role_table_grants where table_name ~ '_of_another$'";
    const { rows } = await asOther(query);
    await asOther('drop table notes_of_another cascade');

    expect(code).toBe(0);
    expect(rows).not.toContainEqual({ grantee: decodeURIComponent(new URL(database.url).username) });
  });

  it('says in one line that there is no role to grant rights to', async () => {
    const url = new URL(database.url);
    url.username = 'nobody_of_this_name';

    expect(await db(['migrate'], { DATABASE_URL: url.href })).toEqual({
      code: 1,
      output:
        'The migrations have run, but the role nobody_of_this_name could not be given its rights: role "nobody_of_this_name" does not exist\n',
    });
  });

  it.each([[[]], [['nonsense']], [['make']]])('explains itself on %j', async (words) => {
    const { code, output } = await db(words);

    expect(code).toBe(2);
    expect(output).toContain('usage: db <command>');
  });

  it('is a program: it ends with the exit code, and what went wrong is not among its results', () => {
    const words = ['--import', 'tsx', 'src/commands/db.ts', '--nonsense'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("'--nonsense'");
  });
});
