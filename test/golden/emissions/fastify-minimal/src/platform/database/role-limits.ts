import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The role that the backend runs as can wait for ever, and nothing else ends that. */
export class MissingLimitsError extends Error {
  constructor(names: readonly string[]) {
    super(
      `The role of DATABASE_URL has no ${names.join(', no ')}: set them with ALTER ROLE, see "Poolers" in the README.`,
    );
    this.name = 'MissingLimitsError';
  }
}

/**
 * Checks the limits that a connection gets without asking for them: through a pooler it cannot.
 *
 * @throws MissingLimitsError when one of them is not set
 */
export const assertRoleLimits = async (db: Db): Promise<void> => {
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings where setting = '0'
      and name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
    order by name
  `.execute(db);
  if (rows.length > 0) throw new MissingLimitsError(rows.map(({ name }) => name));
};
