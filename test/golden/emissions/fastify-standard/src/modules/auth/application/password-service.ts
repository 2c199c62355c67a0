import type { BackgroundTasks } from '../../../platform/background-tasks.ts';
import { digestOf } from '../../../platform/crypto/opaque-token.ts';
import type { PasswordHasher } from '../../../platform/crypto/password-hasher.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { AttemptLimiter } from '../../../platform/rate-limit/attempt-limiter.ts';
import type { EmailAddress, User } from '../../users/index.ts';
import { InvalidCredentialsError, TokenInvalidError } from '../domain/auth-errors.ts';
import type { Client } from '../domain/session.ts';
import type { AuthMails } from './auth-mails.ts';
import type { AuthStore, AuthTransactions } from './auth-store.ts';
import type { CredentialService } from './credential-service.ts';
import type { PasswordRules } from './password-rules.ts';
import { issueLimitedToken } from './token-issuer.ts';

interface Dependencies {
  readonly store: AuthStore;
  readonly transaction: AuthTransactions;
  readonly credentials: CredentialService;
  readonly passwords: PasswordHasher;
  readonly rules: PasswordRules;
  readonly attempts: AttemptLimiter;
  readonly confirmations: AttemptLimiter;
  readonly mails: AuthMails;
  readonly background: BackgroundTasks;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Forgotten and changed passwords (OWASP Forgot Password Cheat Sheet). */
export class PasswordService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Mails a token to choose a new password, after the answer, if the address has an account that may use it.
   *
   * @throws UnavailableError when the database is away
   */
  async forgot(email: EmailAddress, client: Client): Promise<void> {
    const { store, transaction, mails, background } = this.dependencies;
    await store.assertReachable();
    background.start('forgot password', async () => {
      // The mail comes last: what an outage interrupts is done again, and must not be mailed again.
      const token = await transaction(async ({ users, tokens, record }) => {
        // Locks the account: a change of its address at the same time withdraws this token, or has moved it already.
        const user = await users.lockByEmail(email);
        if (!user?.isActive) return undefined;
        const issued = await issueLimitedToken(tokens, {
          purpose: 'reset-password',
          userId: user.id,
          to: email,
          payload: null,
        });
        if (issued !== undefined) await record(eventOf(user, 'auth.forgot-password', client));
        return issued;
      });
      if (token !== undefined) await mails.resetPassword(email, token);
    });
  }

  /**
   * Sets a new password by a mailed token, and ends every sign-in. The token also proves the address.
   *
   * @throws TokenInvalidError when the token is wrong, used, expired or for something else
   * @throws ValidationError when the password cannot be chosen; the token stays good
   * @throws UnavailableError when too many passwords are being hashed
   */
  async reset(token: string, password: string, client: Client): Promise<void> {
    const { store, transaction, passwords, rules, attempts, confirmations } = this.dependencies;
    const digest = digestOf(token);
    const offered = await store.tokens.peek(digest, 'reset-password');
    const owner = offered && (await store.users.find(offered.userId));
    if (!owner?.isActive) throw new TokenInvalidError();
    rules.assert(password, owner.email, 'password');
    const hash = await passwords.hash(password);
    await transaction(async ({ users, credentials, tokens, record, revoke }) => {
      if (!(await tokens.consume(digest, 'reset-password'))) throw new TokenInvalidError();
      // Locks the account: a change of the password that is under way now finds that it was signed out.
      await users.endSignIns(owner.id);
      await credentials.setPasswordHash(owner.id, hash);
      if (owner.emailVerifiedAt === null) await users.markEmailVerified(owner.id);
      await tokens.withdraw(owner.id, ['reset-password', 'verify-email', 'confirm-email-change']);
      await revoke({ userId: owner.id });
      await record(eventOf(owner, 'auth.reset-password', client));
    });
    await Promise.all([attempts.reset(owner.email), confirmations.reset(owner.id)]);
    await this.dependencies.mails.passwordChanged(owner.email);
  }

  /**
   * Changes the caller's password, and ends the caller's other sign-ins and what they may have asked for.
   *
   * @throws InvalidCredentialsError when the current password is wrong; counted like a failed log-in. Also when the
   *   account was signed out, such as by a new password, while this one was checked
   * @throws RateLimitedError after too many failures
   * @throws ValidationError when the new password cannot be chosen
   */
  async change(caller: Principal, { currentPassword, newPassword }: PasswordChange, client: Client): Promise<void> {
    const { transaction, credentials, passwords, rules, mails } = this.dependencies;
    const { user, epoch } = await credentials.confirm(caller.userId, currentPassword, client);
    rules.assert(newPassword, user.email, 'newPassword');
    const hash = await passwords.hash(newPassword);
    await transaction(async (store) => {
      const isCurrent = await store.sessions.endOthers(caller.sessionId, { userId: user.id, epoch });
      if (!isCurrent) throw new InvalidCredentialsError();
      await store.credentials.setPasswordHash(user.id, hash);
      await store.tokens.withdraw(user.id, ['reset-password', 'confirm-email-change']);
      await store.revoke({ userId: user.id });
      await store.record(eventOf(user, 'auth.change-password', client));
    });
    await mails.passwordChanged(user.email);
  }
}

const eventOf = ({ id }: User, action: string, { address }: Client) => ({
  actorId: id,
  action,
  resource: 'user',
  resourceId: id,
  outcome: 'success' as const,
  address,
});
