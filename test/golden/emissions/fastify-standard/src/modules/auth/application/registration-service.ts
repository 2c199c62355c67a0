import type { BackgroundTasks } from '../../../platform/background-tasks.ts';
import { digestOf } from '../../../platform/crypto/opaque-token.ts';
import type { PasswordHasher } from '../../../platform/crypto/password-hasher.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defaultRole, type EmailAddress, type User } from '../../users/index.ts';
import { TokenInvalidError } from '../domain/auth-errors.ts';
import type { Client } from '../domain/session.ts';
import type { AuthMails } from './auth-mails.ts';
import type { AuthStore, AuthTransactions } from './auth-store.ts';
import type { PasswordRules } from './password-rules.ts';
import { issueLimitedToken, issueToken } from './token-issuer.ts';

export interface Registration {
  readonly email: EmailAddress;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

interface Registered extends Registration {
  readonly passwordHash: string;
}

interface Dependencies {
  readonly store: AuthStore;
  readonly transaction: AuthTransactions;
  readonly passwords: PasswordHasher;
  readonly rules: PasswordRules;
  readonly mails: AuthMails;
  readonly background: BackgroundTasks;
}

/** New accounts, and the proof that their address belongs to who registered. */
export class RegistrationService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Registers an account. What depends on whether the address is known happens after the answer: the caller learns
   * nothing of it, not even by the time it takes.
   *
   * @throws ValidationError when the password cannot be chosen
   * @throws UnavailableError when too many passwords are being hashed, or the database is away
   */
  async register(registration: Registration, client: Client): Promise<void> {
    const { store, rules, passwords, background } = this.dependencies;
    rules.assert(registration.password, registration.email, 'password');
    const passwordHash = await passwords.hash(registration.password);
    await store.assertReachable();
    background.start('register', () => this.#register({ ...registration, passwordHash }, client));
  }

  /**
   * Activates the account whose mail holds the token, with the password it was registered with. Where that was more than
   * one, there is none: its owner is mailed a link to choose it.
   *
   * @throws TokenInvalidError when the token is wrong, used, expired or for something else
   */
  async verifyEmail(token: string, client: Client): Promise<void> {
    const { transaction, mails } = this.dependencies;
    const { user, resetToken } = await transaction(async (store) => {
      const found = await store.tokens.consume(digestOf(token), 'verify-email');
      const owner = found && (await store.users.find(found.userId));
      if (!owner || owner.emailVerifiedAt !== null) throw new TokenInvalidError();
      // First, because it locks the account against a registration at the same time, which would take the password.
      await store.users.markEmailVerified(owner.id);
      await store.tokens.withdraw(owner.id, ['verify-email', 'reset-password']);
      const issued = await issueChoiceIfNone(store, owner);
      await store.record(eventOf(owner, 'auth.verify-email', client));
      return { user: owner, resetToken: issued };
    });
    if (resetToken !== undefined) await mails.resetPassword(user.email, resetToken);
  }

  /**
   * Sends the verification mail again, after the answer, if the address waits for it.
   *
   * @throws UnavailableError when the database is away
   */
  async resendVerification(email: EmailAddress): Promise<void> {
    const { store, background } = this.dependencies;
    await store.assertReachable();
    background.start('resend verification', () => this.#sendAgain(email));
  }

  /** The same for somebody who tried to log in before verifying. */
  remindToVerify({ email }: User): void {
    this.dependencies.background.start('remind to verify', () => this.#sendAgain(email));
  }

  async #sendAgain(email: EmailAddress): Promise<void> {
    const { transaction, mails } = this.dependencies;
    const token = await transaction(async (store) => {
      const user = await store.users.lockByEmail(email);
      return user && issueVerification(store, user);
    });
    if (token !== undefined) await mails.verifyEmail(email, token);
  }

  /** The mail comes last: what an outage interrupts is done again, and must not be mailed again. */
  async #register(registered: Registered, client: Client): Promise<void> {
    const { store, mails } = this.dependencies;
    const { email } = registered;
    const known = await store.users.findByEmail(email);
    const created = known ? undefined : await this.#create(registered, client);
    if (created !== undefined) {
      await mails.verifyEmail(email, created);
      return;
    }
    const again = await this.#registerAgain(registered, await this.#findSame(registered));
    if (!again) await mails.alreadyRegistered(email);
    else if (again.token !== undefined) await mails.verifyEmail(email, again.token);
  }

  /** @returns the token to mail, or `undefined` when a registration at the same time was faster */
  async #create(registered: Registered, client: Client): Promise<string | undefined> {
    const { email, firstName, lastName, passwordHash } = registered;
    try {
      return await this.dependencies.transaction(async ({ users, credentials, tokens, record }) => {
        const user = await users.insert({ email, firstName, lastName, roles: [defaultRole], emailVerifiedAt: null });
        await credentials.setPasswordHash(user.id, passwordHash);
        const token = await issueToken(tokens, { purpose: 'verify-email', userId: user.id, to: email, payload: null });
        await record(eventOf(user, 'auth.register', client));
        return token;
      });
    } catch (error) {
      if (error instanceof ConflictError) return undefined;
      throw error;
    }
  }

  /** The stored hash if the password is the same: somebody sent the form twice, or an outage had this work done twice. */
  async #findSame({ email, password }: Registered): Promise<string | undefined> {
    const { store, passwords } = this.dependencies;
    const known = await store.credentials.findByEmail(email);
    if (known?.passwordHash === undefined || known.user.emailVerifiedAt !== null) return undefined;
    return (await passwords.verify(known.passwordHash, password)) ? known.passwordHash : undefined;
  }

  /**
   * Registers an unverified address once more. Which of those who registered it with different passwords is the owner,
   * nobody knows, and a mail does not tell which of them opens it: so the account has no password any more, also where
   * no further mail may be sent, until somebody who reads the mails chooses one.
   *
   * @param same the hash that is stored, if it is of the password that was given now
   * @returns the token to mail, if there is one, or `undefined` when the address is verified
   */
  async #registerAgain(
    { email, firstName, lastName }: Registered,
    same: string | undefined,
  ): Promise<{ readonly token: string | undefined } | undefined> {
    return this.dependencies.transaction(async (store) => {
      const user = await store.users.lockByEmail(email);
      if (!user || user.emailVerifiedAt !== null) return undefined;
      const account = await store.credentials.findByUserId(user.id);
      if (account?.passwordHash !== same) await store.credentials.removePassword(user.id);
      else if (same !== undefined) await store.users.rename(user.id, { firstName, lastName });
      return { token: await issueVerification(store, user) };
    });
  }
}

const issueVerification = async (
  { tokens }: AuthStore,
  { id: userId, email: to, emailVerifiedAt, isActive }: User,
): Promise<string | undefined> =>
  emailVerifiedAt === null && isActive
    ? issueLimitedToken(tokens, { purpose: 'verify-email', userId, to, payload: null })
    : undefined;

/** For an account that was activated without a password: otherwise its owner would have to guess what is missing. */
const issueChoiceIfNone = async ({ credentials, tokens }: AuthStore, { id: userId, email: to }: User) => {
  const account = await credentials.findByUserId(userId);
  if (account?.passwordHash !== undefined) return undefined;
  return issueToken(tokens, { purpose: 'reset-password', userId, to, payload: null });
};

const eventOf = ({ id }: User, action: string, { address }: Client) => ({
  actorId: id,
  action,
  resource: 'user',
  resourceId: id,
  outcome: 'success' as const,
  address,
});
