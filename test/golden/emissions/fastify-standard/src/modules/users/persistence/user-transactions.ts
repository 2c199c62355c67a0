import type { AuditLog } from '../../../platform/audit/audit-log.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database/database.ts';
import { withRevocations } from '../../../platform/database/revocation-channel.ts';
import type { Revocations } from '../../../platform/revocation.ts';
import type { UserTransactions } from '../application/user-transactions.ts';
import { UserKyselyRepository } from './user-kysely-repository.ts';

interface Dependencies {
  readonly database: Db;
  readonly auditLog: AuditLog;
  readonly revocations: Revocations;
  readonly clock: Clock;
}

/** Transactions over accounts. */
export const userTransactions =
  ({ database, auditLog, revocations, clock }: Dependencies): UserTransactions =>
  (work) =>
    withRevocations({ database, revocations }, (transaction, revoke) =>
      work({
        users: new UserKyselyRepository(transaction, clock),
        // A table of the `auth` module, which builds on this one, so that it cannot be asked.
        withdrawTokens: async (userId) => {
          await transaction.deleteFrom('one_time_tokens').where('user_id', '=', userId).execute();
        },
        record: (event) => auditLog.record(event, transaction),
        revoke,
      }),
    );
