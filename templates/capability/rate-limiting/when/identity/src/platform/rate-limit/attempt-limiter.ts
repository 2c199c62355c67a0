import { createHash } from 'node:crypto';
import type { Environment } from '../../config/environment.ts';
import { RateLimitedError } from '../errors.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { addressKey } from './address-key.ts';
import { counterFactory, unspend, type Counter, type CreateCounter } from './counters.ts';

export interface AttemptLimits {
  /** Failed tries an account has in a window, whether it exists or not. */
  readonly perAccount: number;
  /** Failed tries an address has in a window, over all accounts. */
  readonly perAddress: number;
  readonly windowSeconds: number;
  /** The wait doubles with every further try, up to this. */
  readonly longestBlockSeconds: number;
}

/** One try too many. */
export class TooManyAttemptsError extends RateLimitedError {
  /** @param isFirst whether those before it, in this window, still had their try */
  constructor(
    retryAfterSeconds: number,
    readonly isFirst: boolean,
  ) {
    super(retryAfterSeconds, 'Too many failed attempts: wait before the next one.');
  }
}

/** Slows the guessing of passwords and codes (OWASP ASVS 6.3.1, NIST SP 800-63B section 5.2.2). */
export interface AttemptLimiter {
  /**
   * Takes one try of the address and of the account. Call it before the secret is verified: tries that run at the same
   * time have then been counted, and cannot together exceed the budget.
   *
   * @param account what the secret belongs to: an e-mail address as given, or the id of a user
   * @throws TooManyAttemptsError when either has none left; the wait it names grows with every further try
   */
  consume(account: string, address: string): Promise<void>;
  /** Takes back a try that was never decided: what kept the secret from being verified says nothing about it. */
  giveBack(account: string, address: string): Promise<void>;
  /** Forgets the failures of the account, and of the address only the try that succeeded. */
  succeeded(account: string, address: string): Promise<void>;
  /** Forgets the failures of the account, after its owner proved themselves in another way. */
  reset(account: string): Promise<void>;
}

const accountKey = (account: string): string =>
  createHash('sha256').update(account.normalize('NFC').trim().toLowerCase()).digest('base64url');

const spend = async (counter: Counter, key: string, longestBlockSeconds: number): Promise<void> => {
  const { consumedPoints, msBeforeNext } = await counter.penalty(key);
  const excess = consumedPoints - counter.points;
  if (excess <= 0) return;
  const growing = Math.min(longestBlockSeconds, counter.duration * 2 ** (excess - 1));
  const blockSeconds = Math.max(Math.ceil(msBeforeNext / 1000), growing);
  await counter.set(key, consumedPoints, blockSeconds);
  throw new TooManyAttemptsError(blockSeconds, excess === 1);
};

/**
 * Makes a limiter.
 *
 * @param name separates these tries from those of another limiter
 */
export const createAttemptLimiter = (
  createCounter: CreateCounter,
  name: string,
  { perAccount, perAddress, windowSeconds, longestBlockSeconds }: AttemptLimits,
): AttemptLimiter => {
  const accounts = createCounter({ name: `${name}:account`, limit: perAccount, windowSeconds });
  const addresses = createCounter({ name: `${name}:address`, limit: perAddress, windowSeconds });
  const reset = async (account: string): Promise<void> => {
    await accounts.delete(accountKey(account));
  };
  return {
    consume: async (account, address) => {
      // The address first: who has spent it must not be able to lock further accounts.
      await spend(addresses, addressKey(address), longestBlockSeconds);
      await spend(accounts, accountKey(account), longestBlockSeconds);
    },
    giveBack: async (account, address) => {
      await Promise.all([unspend(accounts, accountKey(account)), unspend(addresses, addressKey(address))]);
    },
    succeeded: async (account, address) => {
      await Promise.all([reset(account), unspend(addresses, addressKey(address))]);
    },
    reset,
  };
};

interface Services {
  readonly env: Environment;
  readonly redis: RedisConnection;
}

const configuredLimiter = (name: string, { env, redis }: Services): AttemptLimiter =>
  createAttemptLimiter(counterFactory(redis.client), name, {
    perAccount: env.LOGIN_ATTEMPTS_PER_ACCOUNT,
    perAddress: env.LOGIN_ATTEMPTS_PER_ADDRESS,
    windowSeconds: env.LOGIN_ATTEMPTS_WINDOW,
    longestBlockSeconds: env.LOGIN_ATTEMPTS_LONGEST_BLOCK,
  });

/** Makes the limiter of log-ins from the configuration. */
export const createLoginAttempts = (services: Services): AttemptLimiter => configuredLimiter('login', services);

/**
 * Makes the limiter of those who are signed in and give their password again: as strict as that of log-ins, and apart
 * from it, so that nobody who fails to log in to an account can lock out its owner.
 */
export const createConfirmationAttempts = (services: Services): AttemptLimiter =>
  configuredLimiter('confirmation', services);
