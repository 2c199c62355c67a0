import type { AuditEvent } from '../../../platform/audit/audit-log.ts';
import type { Revocation } from '../../../platform/revocation.ts';
import type { User, UserRepository } from '../../users/index.ts';
import type { TokenPayloads, TokenPurpose } from '../domain/one-time-token.ts';
import type { NewSession, Session, SignInState } from '../domain/session.ts';

/** An account with what is needed to check a password. */
export interface Credentials {
  readonly user: User;
  readonly epoch: number;
  readonly passwordHash: string | undefined;
}

export interface CredentialRepository {
  findByEmail(email: string): Promise<Credentials | undefined>;
  findByUserId(userId: string): Promise<Credentials | undefined>;
  setPasswordHash(userId: string, hash: string): Promise<void>;
  /** Leaves the account without a password. */
  removePassword(userId: string): Promise<void>;
  /** Puts a stronger hash of the same password in the place of `outdated`, unless the password was changed meanwhile. */
  upgradePasswordHash(userId: string, hashes: { outdated: string; upgraded: string }): Promise<void>;
}

/** Sign-ins. One that has ended, expired, or whose account is disabled or signed out, is not found. */
export interface SessionRepository {
  start(session: NewSession): Promise<Session>;
  /** The newest ones first, as many as are listed. */
  list(userId: string): Promise<readonly Session[]>;
  find(sessionId: string, userId: string): Promise<Session | undefined>;
  state(sessionId: string): Promise<SignInState | undefined>;
  /** Whether it lives. If so, it lives until the transaction ends. */
  hold(sessionId: string): Promise<boolean>;
  markUsed(sessionId: string): Promise<void>;
  markAuthenticated(sessionId: string): Promise<void>;
  /** @returns whether there was one to end */
  end(sessionId: string, userId: string): Promise<boolean>;
  /**
   * Ends all sign-ins of the account but one, also those that are about to begin with a check of the password made
   * before. Locks the account.
   *
   * @returns whether it did; not when the account was signed out since it had the epoch of `checked`
   */
  endOthers(sessionId: string, checked: Pick<NewSession, 'userId' | 'epoch'>): Promise<boolean>;
}

export interface NewOneTimeToken<Purpose extends TokenPurpose> {
  readonly userId: string;
  /** The address it is mailed to. */
  readonly to: string;
  readonly payload: TokenPayloads[Purpose];
  readonly digest: string;
  readonly purpose: Purpose;
}

export interface OneTimeToken<Purpose extends TokenPurpose> extends Pick<
  NewOneTimeToken<Purpose>,
  'userId' | 'payload'
> {
  readonly issuedAt: Date;
}

export interface OneTimeTokenRepository {
  issue<Purpose extends TokenPurpose>(token: NewOneTimeToken<Purpose>): Promise<void>;
  /**
   * The same, unless the address got as many of this purpose within an hour as it may: withdrawn ones included, and also
   * those that others issue at the same time.
   *
   * @returns whether it was issued
   */
  issueWithinLimit<Purpose extends TokenPurpose>(token: NewOneTimeToken<Purpose>): Promise<boolean>;
  /** Reads a valid token without using it. */
  peek<Purpose extends TokenPurpose>(digest: string, purpose: Purpose): Promise<OneTimeToken<Purpose> | undefined>;
  /** Uses a valid token up: of several at the same time, one gets it. */
  consume<Purpose extends TokenPurpose>(digest: string, purpose: Purpose): Promise<OneTimeToken<Purpose> | undefined>;
  /** Withdraws the open tokens of these purposes: all, or those issued at a time and later. */
  withdraw(userId: string, purposes: readonly TokenPurpose[], issuedFrom?: Date): Promise<void>;
}

/** What the use cases of authentication read and write. */
export interface AuthStore {
  readonly users: UserRepository;
  readonly credentials: CredentialRepository;
  readonly sessions: SessionRepository;
  readonly tokens: OneTimeTokenRepository;
  /**
   * Makes sure that the database answers. Call it before something is promised that is done after the answer: the work is
   * the same whoever it is for.
   *
   * @throws UnavailableError when it does not
   */
  readonly assertReachable: () => Promise<void>;
  readonly record: (event: AuditEvent) => Promise<void>;
  /** Once the change is made, no process answers from what it remembers. */
  readonly revoke: (revocation: Revocation) => Promise<void>;
}

/** Runs a use case so that all of its changes are made, or none. */
export type AuthTransactions = <Result>(work: (store: AuthStore) => Promise<Result>) => Promise<Result>;
