import type { AuditEvent } from '../../../platform/audit/audit-log.ts';
import type { Revocation } from '../../../platform/revocation.ts';
import type { UserRepository } from './user-repository.ts';

/** What a use case changes together. */
export interface UserStore {
  readonly users: UserRepository;
  /** Withdraws whatever was mailed to the account and not used yet. */
  readonly withdrawTokens: (userId: string) => Promise<void>;
  /** Writes to the audit log, or fails with the rest. */
  readonly record: (event: AuditEvent) => Promise<void>;
  /** Once the change is made, no process answers from what it remembers of the account. */
  readonly revoke: (revocation: Revocation) => Promise<void>;
}

/** Runs a use case so that all of its changes are made, or none. */
export type UserTransactions = <Result>(work: (store: UserStore) => Promise<Result>) => Promise<Result>;
