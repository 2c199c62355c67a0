import type { BackgroundTasks } from '../../../platform/background-tasks.ts';
import { digestOf } from '../../../platform/crypto/opaque-token.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { EmailAddress } from '../../users/index.ts';
import { TokenInvalidError } from '../domain/auth-errors.ts';
import type { Client } from '../domain/session.ts';
import type { AuthMails } from './auth-mails.ts';
import type { AuthStore, AuthTransactions } from './auth-store.ts';
import { issueLimitedToken, issueToken } from './token-issuer.ts';

interface Dependencies {
  readonly store: AuthStore;
  readonly transaction: AuthTransactions;
  readonly mails: AuthMails;
  readonly background: BackgroundTasks;
}

/** Changes of the address an account stands under: confirmed at the new one, undone at the old one. */
export class EmailChangeService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Asks the owner of the new address for confirmation, after the answer. An address with an account gets a notice; a
   * registration that nobody verified does not keep the owner of the address from using it.
   *
   * @throws UnavailableError when the database is away
   */
  async request({ userId, sessionId }: Principal, email: EmailAddress, client: Client): Promise<void> {
    const { store, transaction, mails, background } = this.dependencies;
    await store.assertReachable();
    background.start('change e-mail', async () => {
      const known = await store.users.findByEmail(email);
      const taken = known !== undefined && known.emailVerifiedAt !== null;
      await store.record({ ...eventOf(userId, 'auth.change-email', client), outcome: taken ? 'failure' : 'success' });
      if (taken) {
        if (known.id !== userId) await mails.alreadyRegistered(email);
        return;
      }
      const token = await transaction(async ({ sessions, tokens }) =>
        // A sign-in that is ended takes its changes with it, also those that are still under way.
        (await sessions.hold(sessionId))
          ? issueLimitedToken(tokens, { purpose: 'confirm-email-change', userId, to: email, payload: { email } })
          : undefined,
      );
      if (token !== undefined) await mails.confirmEmailChange(email, token);
    });
  }

  /**
   * Puts the account under the confirmed address, and tells the old one how to undo it.
   *
   * @throws TokenInvalidError when the token is wrong, used, expired or for something else
   * @throws ConflictError when the address got an account in the meantime
   */
  async confirm(token: string, client: Client): Promise<void> {
    const { transaction, mails } = this.dependencies;
    const undo = await transaction(async ({ users, tokens, record, revoke }) => {
      const found = await tokens.consume(digestOf(token), 'confirm-email-change');
      const user = found && (await users.find(found.userId));
      if (!found || !user?.isActive) throw new TokenInvalidError();
      await users.setEmail(user.id, found.payload.email);
      // What was mailed to the old address must not open the account under the new one.
      await tokens.withdraw(user.id, ['reset-password', 'confirm-email-change']);
      const undoToken = await issueToken(tokens, {
        purpose: 'undo-email-change',
        userId: user.id,
        to: user.email,
        payload: { email: user.email },
      });
      await revoke({ userId: user.id });
      await record(eventOf(user.id, 'auth.confirm-email-change', client));
      return { to: user.email, token: undoToken };
    });
    await mails.emailChanged(undo.to, undo.token);
  }

  /**
   * Brings the old address back, for an owner whose account was taken over: ends every sign-in and every pending
   * change, and offers a new password.
   *
   * @throws TokenInvalidError when the token is wrong, used, expired or for something else
   * @throws ConflictError when the old address got another account in the meantime; the sign-ins have ended all the
   *   same, and the token stays good
   */
  async undo(token: string, client: Client): Promise<void> {
    const { transaction, mails } = this.dependencies;
    const digest = digestOf(token);
    let restored;
    try {
      restored = await transaction((store) => restore(store, digest, client));
    } catch (error) {
      // Whatever keeps the address from coming back, whoever took the account over must not stay signed in.
      await transaction((store) => signOut(store, digest, client));
      throw error;
    }
    await mails.resetPassword(restored.email, restored.resetToken);
  }
}

const restore = async (store: AuthStore, digest: string, client: Client) => {
  const found = await store.tokens.consume(digest, 'undo-email-change');
  if (!found) throw new TokenInvalidError();
  const { userId, payload, issuedAt } = found;
  await store.users.setEmail(userId, payload.email);
  await endAccess(store, userId);
  // Later ones went to addresses that this undoes. Earlier ones stay: they undo what may have led to this address.
  await store.tokens.withdraw(userId, ['undo-email-change'], issuedAt);
  const resetToken = await issueToken(store.tokens, {
    purpose: 'reset-password',
    userId,
    to: payload.email,
    payload: null,
  });
  await store.record(eventOf(userId, 'auth.undo-email-change', client));
  return { email: payload.email, resetToken };
};

const signOut = async (store: AuthStore, digest: string, client: Client): Promise<void> => {
  const found = await store.tokens.peek(digest, 'undo-email-change');
  if (!found) return;
  await endAccess(store, found.userId);
  await store.record({ ...eventOf(found.userId, 'auth.undo-email-change', client), outcome: 'failure' });
};

const endAccess = async ({ users, tokens, revoke }: AuthStore, userId: string): Promise<void> => {
  await users.endSignIns(userId);
  await tokens.withdraw(userId, ['reset-password', 'confirm-email-change']);
  await revoke({ userId });
};

const eventOf = (userId: string, action: string, { address }: Client) => ({
  actorId: userId,
  action,
  resource: 'user',
  resourceId: userId,
  outcome: 'success' as const,
  address,
});
