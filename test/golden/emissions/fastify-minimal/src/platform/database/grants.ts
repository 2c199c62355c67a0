import { sql } from 'kysely';
import type { Db } from './database.ts';

interface Urls {
  readonly owner: string;
  readonly application: string;
}

/**
 * Gives the role the backend runs as what it needs, and no more (least privilege, OWASP ASVS 5.0 V13.2.2): it reads and
 * writes rows, but cannot change tables. Tables whose comment begins with "append-only" it can only read and add to, and
 * the list of migrations only read. Nothing is done when both URLs name one role.
 */
export const grantApplicationRole = async (db: Db, { owner, application }: Urls): Promise<void> => {
  const name = roleIn(application);
  if (name === roleIn(owner)) return;
  const role = sql.id(name);
  await db.transaction().execute(async (transaction) => {
    const run = (statement: ReturnType<typeof sql>) => statement.execute(transaction);
    // Two that change the same rights at once would fail with "tuple concurrently updated".
    await run(sql`select pg_advisory_xact_lock(hashtext('grant application role'))`);
    await run(sql`revoke create on schema public from public`);
    await run(sql`grant usage on schema public to ${role}`);
    await run(sql`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await run(sql`grant usage on all sequences in schema public to ${role}`);
    for (const table of await appendOnlyTables(transaction)) {
      await run(sql`revoke update, delete, truncate on ${sql.table(table)} from ${role}`);
    }
    for (const table of ['kysely_migration', 'kysely_migration_lock']) {
      await run(sql`revoke insert, update, delete on ${sql.table(table)} from ${role}`);
    }
  });
};

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

const appendOnlyTables = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select relname as name
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and obj_description(oid) like 'append-only%'
  `.execute(db);
  return rows.map(({ name }) => name);
};
