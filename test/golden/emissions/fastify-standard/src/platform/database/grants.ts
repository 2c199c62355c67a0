import { sql } from 'kysely';
import type { Db, Transaction } from './database.ts';

interface Urls {
  readonly owner: string;
  readonly application: string;
}

/** The rights of the backend's role could not be granted. The migrations have run. */
export class GrantError extends Error {
  constructor(role: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    super(`The migrations have run, but the role ${role} could not be given its rights: ${reason}`, { cause });
    this.name = 'GrantError';
  }
}

/**
 * Gives the role the backend runs as what it needs, and no more (least privilege, OWASP ASVS 5.0 V13.2.2): it reads and
 * writes rows, but cannot change tables. Tables whose comment begins with "append-only" it can only read and add to, and
 * the list of migrations only read. What belongs to others, such as the views of an extension, is theirs to grant.
 * Nothing is done when both URLs name one role.
 *
 * @throws GrantError
 */
export const grantApplicationRole = async (db: Db, { owner, application }: Urls): Promise<void> => {
  const name = roleIn(application);
  if (name === roleIn(owner)) return;
  try {
    await db.transaction().execute((transaction) => grantTo(name, transaction));
  } catch (error) {
    throw new GrantError(name, error);
  }
};

const grantTo = async (name: string, transaction: Transaction): Promise<void> => {
  const role = sql.id(name);
  const run = (statement: ReturnType<typeof sql>) => statement.execute(transaction);
  // Two that change the same rights at once would fail with "tuple concurrently updated".
  await run(sql`select pg_advisory_xact_lock(hashtext('grant application role'))`);
  await run(sql`revoke create on schema public from public`);
  await run(sql`grant usage on schema public to ${role}`);
  for (const { relation, isSequence, isAppendOnly } of await ownRelations(transaction)) {
    if (isSequence) await run(sql`grant usage on sequence ${sql.table(relation)} to ${role}`);
    else await run(sql`grant select, insert, update, delete on ${sql.table(relation)} to ${role}`);
    if (isAppendOnly) await run(sql`revoke update, delete, truncate on ${sql.table(relation)} from ${role}`);
  }
  for (const table of ['kysely_migration', 'kysely_migration_lock']) {
    await run(sql`revoke insert, update, delete on ${sql.table(table)} from ${role}`);
  }
};

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

interface Relation {
  readonly relation: string;
  readonly isSequence: boolean;
  readonly isAppendOnly: boolean;
}

/** Tables, views and sequences of the role that grants, or of one that it belongs to. */
const ownRelations = async (db: Transaction): Promise<Relation[]> => {
  const { rows } = await sql<Relation>`
    select relname as relation, relkind = 'S' as "isSequence",
           relkind in ('r', 'p') and coalesce(obj_description(oid, 'pg_class') like 'append-only%', false) as "isAppendOnly"
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and pg_has_role(relowner, 'usage')
    order by relname
  `.execute(db);
  return rows;
};
