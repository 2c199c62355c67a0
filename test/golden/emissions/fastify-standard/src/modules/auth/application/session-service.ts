import type { Clock } from '../../../platform/clock.ts';
import { NotFoundError } from '../../../platform/errors.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Client, Session } from '../domain/session.ts';
import type { AuthStore, AuthTransactions, Credentials } from './auth-store.ts';
import type { CredentialService } from './credential-service.ts';

interface Dependencies {
  readonly store: AuthStore;
  readonly transaction: AuthTransactions;
  readonly credentials: CredentialService;
  readonly clock: Clock;
  /** How long a sign-in lasts however much it is used. */
  readonly lifetimeSeconds: number;
}

/** Sign-ins: begun by every authentication method, listed, read and ended in one place. */
export class SessionService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Begins a sign-in for credentials that were just checked, in the caller's transaction.
   *
   * @param issue makes what the client will present. It comes before the record, for which all others wait
   */
  async start<Issued>(
    store: AuthStore,
    { user, epoch }: Credentials,
    client: Client,
    issue: (session: Session) => Promise<Issued>,
  ): Promise<Issued> {
    const { clock, lifetimeSeconds } = this.dependencies;
    const expiresAt = new Date(clock.now().getTime() + lifetimeSeconds * 1000);
    const session = await store.sessions.start({ userId: user.id, epoch, client, expiresAt });
    const issued = await issue(session);
    await store.record({ ...eventOf(user.id, session.id, client), action: 'auth.login' });
    return issued;
  }

  async list(caller: Principal): Promise<readonly Session[]> {
    return this.dependencies.store.sessions.list(caller.userId);
  }

  /** @throws NotFoundError when the caller has no such sign-in */
  async get(caller: Principal, sessionId: string): Promise<Session> {
    const session = await this.dependencies.store.sessions.find(sessionId, caller.userId);
    if (!session) throw noSuchSignIn();
    return session;
  }

  /**
   * Ends one of the caller's sign-ins, and withdraws a change of the address: a stranger may have asked for it there.
   *
   * @throws NotFoundError when the caller has no such sign-in
   */
  async end(caller: Principal, sessionId: string, client: Client): Promise<void> {
    await this.dependencies.transaction(async (store) => {
      const ended = await endIn(store, caller.userId, sessionId, client);
      if (!ended) throw noSuchSignIn();
      await store.tokens.withdraw(caller.userId, ['confirm-email-change']);
    });
  }

  /** Ends a sign-in of a user. @returns whether there was one to end */
  async endOf(userId: string, sessionId: string, client: Client): Promise<boolean> {
    return this.dependencies.transaction((store) => endIn(store, userId, sessionId, client));
  }

  /** Ends all sign-ins of the caller, this one included, and withdraws a change of the address. */
  async endAll(caller: Principal, client: Client): Promise<void> {
    await this.dependencies.transaction(async ({ users, tokens, record, revoke }) => {
      await users.endSignIns(caller.userId);
      await tokens.withdraw(caller.userId, ['confirm-email-change']);
      await revoke({ userId: caller.userId });
      await record({ ...eventOf(caller.userId, caller.sessionId, client), action: 'auth.logout-all' });
    });
  }

  /**
   * Opens the sensitive routes for this sign-in again.
   *
   * @throws InvalidCredentialsError when the password is wrong; counted like a failed log-in
   * @throws RateLimitedError after too many failures
   */
  async reauthenticate(caller: Principal, password: string, client: Client): Promise<void> {
    const { credentials, transaction } = this.dependencies;
    await credentials.confirm(caller.userId, password, client);
    await transaction(async ({ sessions, record, revoke }) => {
      await sessions.markAuthenticated(caller.sessionId);
      await revoke({ sessionId: caller.sessionId });
      await record({ ...eventOf(caller.userId, caller.sessionId, client), action: 'auth.reauthenticate' });
    });
  }
}

const noSuchSignIn = (): NotFoundError => new NotFoundError('There is no such sign-in.');

const endIn = async (
  { sessions, record, revoke }: AuthStore,
  userId: string,
  sessionId: string,
  client: Client,
): Promise<boolean> => {
  if (!(await sessions.end(sessionId, userId))) return false;
  await revoke({ sessionId });
  await record({ ...eventOf(userId, sessionId, client), action: 'auth.logout' });
  return true;
};

const eventOf = (userId: string, sessionId: string, { address }: Client) => ({
  actorId: userId,
  resource: 'session',
  resourceId: sessionId,
  outcome: 'success' as const,
  address,
});
