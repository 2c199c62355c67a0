import { sql } from 'kysely';

import type { AuditLog } from '../../../platform/audit/audit-log.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { withRevocations } from '../../../platform/database/revocation-channel.ts';
import type { Revocations } from '../../../platform/revocation.ts';
import { UserKyselyRepository } from '../../users/index.ts';
import type { AuthStore, AuthTransactions } from '../application/auth-store.ts';
import { CredentialKyselyRepository } from './credential-kysely-repository.ts';
import { OneTimeTokenKyselyRepository } from './one-time-token-kysely-repository.ts';
import { SessionKyselyRepository } from './session-kysely-repository.ts';

interface Dependencies {
  readonly database: Db;
  readonly auditLog: AuditLog;
  readonly revocations: Revocations;
  readonly clock: Clock;
}

const repositories = (db: Db | Transaction, clock: Clock) => ({
  users: new UserKyselyRepository(db, clock),
  credentials: new CredentialKyselyRepository(db, clock),
  sessions: new SessionKyselyRepository(db, clock),
  tokens: new OneTimeTokenKyselyRepository(db, clock),
  assertReachable: async () => {
    await sql`select 1`.execute(db);
  },
});

type Revoke = AuthStore['revoke'];

/** What a transaction reads and writes. */
export const authStoreIn = (
  transaction: Transaction,
  revoke: Revoke,
  { auditLog, clock }: Pick<Dependencies, 'auditLog' | 'clock'>,
): AuthStore => ({
  ...repositories(transaction, clock),
  record: (event) => auditLog.record(event, transaction),
  revoke,
});

/** Transactions over accounts, passwords, sign-ins and one-time tokens. */
export const authTransactions =
  (dependencies: Dependencies): AuthTransactions =>
  (work) =>
    withRevocations(dependencies, (transaction, revoke) => work(authStoreIn(transaction, revoke, dependencies)));

/** The same for use cases with a single write: each statement stands for itself. */
export const authStore = (dependencies: Dependencies): AuthStore => {
  const { database, auditLog, clock } = dependencies;
  return {
    ...repositories(database, clock),
    record: (event) => auditLog.record(event),
    revoke: (revocation) => authTransactions(dependencies)((store) => store.revoke(revocation)),
  };
};
