import { sql } from 'kysely';

import type { Clock } from '../clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { Db } from './database.ts';

const INTERVAL_MS = 600_000;
/** Until then, whoever comes too late is told so, and the mails of the last hour can be counted. */
const KEPT_MS = 86_400_000;
/** So few that no statement holds its locks for long. */
const BATCH = 1000n;

/** The refresh tokens of a sign-in are deleted with it. */
const tables = ['one_time_tokens', 'sessions'] as const;

const purgeTable = async (db: Db, table: (typeof tables)[number], before: Date): Promise<void> => {
  let deleted = BATCH;
  while (deleted === BATCH) {
    // Several processes do this at the same time: each takes other rows.
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid in (
        select ctid from ${sql.table(table)} where expires_at < ${before} limit ${BATCH} for update skip locked
      )
    `.execute(db);
    deleted = numAffectedRows;
  }
};

/** Deletes sign-ins and mailed tokens a day after they have expired, with the personal data in them. */
export const purgeExpiredRows = async (db: Db, now: Date): Promise<void> => {
  for (const table of tables) await purgeTable(db, table, new Date(now.getTime() - KEPT_MS));
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
  const timer = setInterval(() => {
    purgeExpiredRows(database, clock.now()).catch((err: unknown) => {
      logger.warn({ err }, 'expired rows could not be deleted; the next run tries again');
    });
  }, INTERVAL_MS).unref();
  return {
    close: () => {
      clearInterval(timer);
    },
  };
};
