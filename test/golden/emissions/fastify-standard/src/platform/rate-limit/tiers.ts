import type { Environment } from '../../config/environment.ts';
import { addressKey } from './address-key.ts';

/** The budgets there are, in requests a minute. Each is counted apart from the others. */
export const tierLimits = (env: Environment) => ({
  /** Of one address, for requests that nobody signed in to make. */
  anonymous: env.RATE_LIMIT_ANONYMOUS,
  /** Of one address, for routes that take passwords and tokens. */
  auth: env.RATE_LIMIT_AUTH,
  /** Of one address, for credentials that turn out not to hold. */
  credentials: env.RATE_LIMIT_ANONYMOUS,
  /** Of one user, from wherever they come. */
  user: env.RATE_LIMIT_USER,
});

export type TierLimits = ReturnType<typeof tierLimits>;
export type Tier = keyof TierLimits;

/** What is known of a request when it is counted. */
export interface Caller {
  /** The path as it was sent, or the pattern of its route: tiers go by its beginning, which is the same. */
  readonly path: string;
  readonly address: string;
  readonly userId: string | undefined;
}

export interface Budget {
  readonly tier: Tier;
  readonly key: string;
}

/** Of every version: a second one must not be a way around the budget. */
const takesCredentials = /^\/api\/v\d+\/auth\//;

/** The budget a request is counted in. */
export const budgetOf = (caller: Caller): Budget => {
  if (takesCredentials.test(caller.path)) return { tier: 'auth', key: addressKey(caller.address) };
  if (caller.userId !== undefined) return { tier: 'user', key: caller.userId };
  return { tier: 'anonymous', key: addressKey(caller.address) };
};
