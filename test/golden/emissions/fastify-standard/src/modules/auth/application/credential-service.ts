import type { BackgroundTasks } from '../../../platform/background-tasks.ts';
import type { PasswordHasher } from '../../../platform/crypto/password-hasher.ts';
import { TooManyAttemptsError, type AttemptLimiter } from '../../../platform/rate-limit/attempt-limiter.ts';
import { maySignIn, type User } from '../../users/index.ts';
import { InvalidCredentialsError } from '../domain/auth-errors.ts';
import type { Client } from '../domain/session.ts';
import type { AuthStore, Credentials } from './auth-store.ts';

export interface LogIn {
  readonly email: string;
  readonly password: string;
  readonly client: Client;
}

interface Dependencies {
  readonly store: AuthStore;
  readonly passwords: PasswordHasher;
  /** Log-ins, by e-mail address. */
  readonly attempts: AttemptLimiter;
  /** Those who are signed in and give their password again, by user id. */
  readonly confirmations: AttemptLimiter;
  readonly background: BackgroundTasks;
  /** Sends the verification mail again. */
  readonly remindToVerify: (user: User) => void;
}

interface Checked {
  readonly found: Credentials | undefined;
  readonly matches: boolean;
}

/** For a check that could not be made, such as in an outage: only wrong passwords use tries up. */
const givingBack =
  (attempts: AttemptLimiter, account: string, { address }: Client) =>
  async (reason: unknown): Promise<never> => {
    await attempts.giveBack(account, address);
    throw reason;
  };

/** Checks passwords. Every check is counted before it is made, and takes the same time whoever it is for. */
export class CredentialService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Checks a log-in.
   *
   * @returns the account, with the epoch to start a session in
   * @throws InvalidCredentialsError when the account is unknown, disabled or unverified, or the password wrong
   * @throws RateLimitedError after too many failures of the account or the address
   * @throws UnavailableError when too many passwords are being checked
   */
  async logIn({ email, password, client }: LogIn): Promise<Credentials> {
    const { store, attempts, remindToVerify } = this.dependencies;
    await this.#count('auth.login', attempts.consume(email, client.address), client);
    const { found, matches } = await this.#check(store.credentials.findByEmail(email), password).catch(
      givingBack(attempts, email, client),
    );
    if (found && matches && maySignIn(found.user)) {
      await attempts.succeeded(email, client.address);
      return found;
    }
    if (found && matches && found.user.isActive) remindToVerify(found.user);
    return this.#refuse('auth.login', found, client);
  }

  /**
   * Checks the password of somebody who is signed in. A failure counts as a failed log-in, too, but not the other way
   * round: strangers who fail to log in to the account cannot keep its owner from it.
   *
   * @throws InvalidCredentialsError when it is wrong
   * @throws RateLimitedError after too many failures of the account or the address
   */
  async confirm(userId: string, password: string, client: Client): Promise<Credentials> {
    const { store, confirmations } = this.dependencies;
    await this.#count('auth.confirm-password', confirmations.consume(userId, client.address), client);
    const { found, matches } = await this.#check(store.credentials.findByUserId(userId), password).catch(
      givingBack(confirmations, userId, client),
    );
    if (!found || !matches) {
      if (found) await this.#countAsLogIn(found.user.email, client);
      return this.#refuse('auth.confirm-password', found, client);
    }
    await confirmations.succeeded(userId, client.address);
    return found;
  }

  /** The first try too many is recorded, not those that follow: they say no more, and would fill the log. */
  async #count(action: string, attempt: Promise<void>, { address }: Client): Promise<void> {
    try {
      await attempt;
    } catch (error) {
      if (error instanceof TooManyAttemptsError && error.isFirst) {
        await this.dependencies.store.record({ action, outcome: 'denied', address, resource: 'user' });
      }
      throw error;
    }
  }

  async #countAsLogIn(email: string, client: Client): Promise<void> {
    try {
      await this.#count('auth.login', this.dependencies.attempts.consume(email, client.address), client);
    } catch (error) {
      if (!(error instanceof TooManyAttemptsError)) throw error;
    }
  }

  async #check(search: Promise<Credentials | undefined>, password: string): Promise<Checked> {
    const found = await search;
    const hash = found?.passwordHash;
    const matches = await this.dependencies.passwords.verify(hash, password);
    if (matches && found && hash !== undefined) this.#upgrade(found.user.id, hash, password);
    return { found, matches };
  }

  /** The parameters have risen since the password was stored: now it is known again, and can be hashed anew. */
  #upgrade(userId: string, outdated: string, password: string): void {
    const { passwords, background, store } = this.dependencies;
    if (!passwords.isOutdated(outdated)) return;
    background.start('upgrade password hash', async () => {
      const upgraded = await passwords.hash(password);
      await store.credentials.upgradePasswordHash(userId, { outdated, upgraded });
    });
  }

  async #refuse(action: string, found: Credentials | undefined, client: Client): Promise<never> {
    await this.dependencies.store.record({
      action,
      outcome: 'failure',
      address: client.address,
      resource: 'user',
      ...(found && { resourceId: found.user.id }),
    });
    throw new InvalidCredentialsError();
  }
}
