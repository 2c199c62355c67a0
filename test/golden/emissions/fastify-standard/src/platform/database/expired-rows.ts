import { sql } from 'kysely';

import type { Clock } from '../clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { Db } from './database.ts';
import { deleteInBatches } from './delete-in-batches.ts';
import { purgeRefreshTokens } from './expired-refresh-tokens.ts';

const INTERVAL_MS = 600_000;
/** Until then, whoever comes too late is told so, and the mails of the last hour can be counted. */
const KEPT_MS = 86_400_000;
/** Half an hour without a run that worked. */
const FAILURES_TO_TELL = 3;

/** Deletes sign-ins and mailed tokens a day after they have expired, with the personal data in them. */
export const purgeExpiredRows = async (db: Db, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - KEPT_MS);
  const mailed = sql`select ctid from one_time_tokens where expires_at < ${before}`;
  await deleteInBatches(db, 'one_time_tokens', mailed, 1000n);
  await purgeRefreshTokens(db, before);
  await deleteInBatches(db, 'sessions', sql`select ctid from sessions where expires_at < ${before}`, 50n);
};

interface Dependencies {
  readonly database: Db;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What deletes expired rows every ten minutes, until it is closed. */
export interface Purge {
  close(): void;
}

/** Starts to delete expired rows. */
export const createPurge = ({ database, clock, logger }: Dependencies): Purge => {
  let failures = 0;
  const run = async (): Promise<void> => {
    try {
      await purgeExpiredRows(database, clock.now());
      failures = 0;
    } catch (err) {
      failures += 1;
      // Once is what an outage does. Again and again, personal data is kept that should be gone: somebody has to look.
      const level = failures < FAILURES_TO_TELL ? 'warn' : 'error';
      logger[level]({ err, failures }, 'expired rows could not be deleted; the next run tries again');
    }
  };
  const timer = setInterval(() => void run(), INTERVAL_MS).unref();
  return {
    close: () => {
      clearInterval(timer);
    },
  };
};
