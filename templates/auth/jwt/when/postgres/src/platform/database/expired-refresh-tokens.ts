import { sql } from 'kysely';

import type { Db } from './database.ts';
import { deleteInBatches } from './delete-in-batches.ts';

/**
 * Deletes the refresh tokens of sign-ins that expired before a time. One sign-in can have thousands. Used ones are kept
 * as long as it lives, since their second use ends it.
 */
export const purgeRefreshTokens = (db: Db, before: Date): Promise<void> => {
  const rows = sql`
    select refresh_tokens.ctid from refresh_tokens
    join sessions on sessions.id = refresh_tokens.session_id where sessions.expires_at < ${before}
  `;
  return deleteInBatches(db, 'refresh_tokens', rows, 1000n);
};
