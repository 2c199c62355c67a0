import type { BackgroundTasks } from '../../../platform/background-tasks.ts';
import { digestOf } from '../../../platform/crypto/opaque-token.ts';
import type { PasswordHasher } from '../../../platform/crypto/password-hasher.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defaultRole, type EmailAddress, type User } from '../../users/index.ts';
import { TokenInvalidError } from '../domain/auth-errors.ts';
import type { TokenPayloads } from '../domain/one-time-token.ts';
import type { Client } from '../domain/session.ts';
import type { AuthMails } from './auth-mails.ts';
import type { AuthStore, AuthTransactions } from './auth-store.ts';
import type { PasswordRules } from './password-rules.ts';
import { issueLimitedToken } from './token-issuer.ts';

export interface Registration {
  readonly email: EmailAddress;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

type Registered = Omit<Registration, 'password'> & { readonly passwordHash: string };

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
  async register({ password, ...person }: Registration, client: Client): Promise<void> {
    const { store, rules, passwords, background } = this.dependencies;
    rules.assert(password, person.email, 'password');
    const passwordHash = await passwords.hash(password);
    await store.assertReachable();
    background.start('register', () => this.#register({ ...person, passwordHash }, client));
  }

  /**
   * Activates the account whose mail holds the token, with the password of the registration that the mail answers. One
   * that was only sent again activates it with the password that is stored, if there is one.
   *
   * @throws TokenInvalidError when the token is wrong, used, expired or for something else
   */
  async verifyEmail(token: string, client: Client): Promise<void> {
    await this.dependencies.transaction(async (store) => {
      const found = await store.tokens.consume(digestOf(token), 'verify-email');
      const user = found && (await store.users.find(found.userId));
      if (!found || !user || user.emailVerifiedAt !== null) throw new TokenInvalidError();
      // First, because it locks the account against a registration at the same time, which would take the password.
      await store.users.markEmailVerified(user.id);
      if (found.payload) {
        const { passwordHash, firstName, lastName } = found.payload;
        await store.credentials.setPasswordHash(user.id, passwordHash);
        await store.users.rename(user.id, { firstName, lastName });
      }
      await store.tokens.withdraw(user.id, ['verify-email', 'reset-password']);
      await store.record({
        actorId: user.id,
        action: 'auth.verify-email',
        resource: 'user',
        resourceId: user.id,
        outcome: 'success',
        address: client.address,
      });
    });
  }

  /**
   * Sends the verification mail again, after the answer, if the address waits for it.
   *
   * @throws UnavailableError when the database is away
   */
  async resendVerification(email: EmailAddress): Promise<void> {
    const { store, background } = this.dependencies;
    await store.assertReachable();
    background.start('resend verification', async () => {
      const user = await store.users.findByEmail(email);
      if (user) await this.#sendVerification(user, null);
    });
  }

  /** The same for somebody who tried to log in before verifying. */
  remindToVerify(user: User): void {
    this.dependencies.background.start('remind to verify', () => this.#sendVerification(user, null));
  }

  async #register(registered: Registered, client: Client): Promise<void> {
    const { store, mails } = this.dependencies;
    const known = await store.users.findByEmail(registered.email);
    const created = known ? undefined : await this.#create(registered, client);
    const user = created ?? (await this.#contest(registered.email));
    if (!user) {
      await mails.alreadyRegistered(registered.email);
      return;
    }
    const { passwordHash, firstName, lastName } = registered;
    await this.#sendVerification(user, { passwordHash, firstName, lastName });
  }

  /** @returns the new account, or `undefined` when a registration at the same time was faster */
  async #create({ passwordHash, ...person }: Registered, client: Client): Promise<User | undefined> {
    try {
      return await this.dependencies.transaction(async ({ users, credentials, record }) => {
        const user = await users.insert({ ...person, roles: [defaultRole], emailVerifiedAt: null });
        await credentials.setPasswordHash(user.id, passwordHash);
        await record({
          actorId: user.id,
          action: 'auth.register',
          resource: 'user',
          resourceId: user.id,
          outcome: 'success',
          address: client.address,
        });
        return user;
      });
    } catch (error) {
      if (error instanceof ConflictError) return undefined;
      throw error;
    }
  }

  /**
   * Registers an unverified address once more. Which of those who registered it is the owner, nobody knows: the stored
   * password may be a stranger's, and must not become valid by a link that was only sent again.
   *
   * @returns the account, or `undefined` when its address is verified
   */
  async #contest(email: EmailAddress): Promise<User | undefined> {
    return this.dependencies.transaction(async ({ users, credentials }) => {
      const user = await users.lockByEmail(email);
      if (!user || user.emailVerifiedAt !== null) return undefined;
      await credentials.removePassword(user.id);
      return user;
    });
  }

  async #sendVerification(user: User, payload: TokenPayloads['verify-email']): Promise<void> {
    if (user.emailVerifiedAt !== null || !user.isActive) return;
    const { store, mails } = this.dependencies;
    const token = await issueLimitedToken(store.tokens, {
      purpose: 'verify-email',
      userId: user.id,
      to: user.email,
      payload,
    });
    if (token !== undefined) await mails.verifyEmail(user.email, token);
  }
}
