import { RateLimiterRes } from 'rate-limiter-flexible';
import type { Environment } from '../../config/environment.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { counterFactory, unspend, type Counter, type CreateCounter } from './counters.ts';
import { tierLimits, type Tier, type TierLimits } from './tiers.ts';

const WINDOW_SECONDS = 60;

/** How a request stands in its budget. */
export interface RateLimitDecision {
  readonly tier: Tier;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the window starts anew, in whole seconds, at least 1. */
  readonly resetSeconds: number;
  readonly exceeded: boolean;
}

export interface RateLimits {
  /** Counts one request. Never rejects because of Redis: without it, this process counts alone. */
  consume(tier: Tier, key: string): Promise<RateLimitDecision>;
  /**
   * Takes back one request that was counted before it was known whether it had to be. It need not be waited for, and
   * never rejects: at worst one request of many stays counted.
   */
  giveBack(tier: Tier, key: string): Promise<void>;
}

/** Makes the limits of this process from its configuration. */
export const createRateLimits = ({ env, redis }: { env: Environment; redis: RedisConnection }): RateLimits =>
  rateLimitsOf(counterFactory(redis.client), tierLimits(env));

/** Makes limits with one counter for each tier. */
export const rateLimitsOf = (createCounter: CreateCounter, limits: TierLimits): RateLimits => {
  const counters = new Map<Tier, Counter>();
  const counterOf = (tier: Tier): Counter => {
    const counter =
      counters.get(tier) ?? createCounter({ name: tier, limit: limits[tier], windowSeconds: WINDOW_SECONDS });
    counters.set(tier, counter);
    return counter;
  };
  return {
    consume: (tier, key) => {
      const decision = (state: RateLimiterRes, exceeded: boolean): RateLimitDecision => ({
        tier,
        limit: limits[tier],
        windowSeconds: WINDOW_SECONDS,
        remaining: exceeded ? 0 : state.remainingPoints,
        resetSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
        exceeded,
      });
      return counterOf(tier)
        .consume(key)
        .then(
          (state) => decision(state, false),
          (rejection: unknown) => {
            if (rejection instanceof RateLimiterRes) return decision(rejection, true);
            throw rejection;
          },
        );
    },
    giveBack: async (tier, key) => {
      await unspend(counterOf(tier), key).catch(() => undefined);
    },
  };
};

/** The header fields that tell a client its budget (IETF httpapi draft "RateLimit header fields for HTTP"). */
export const rateLimitHeaders = ({ tier, limit, windowSeconds, remaining, resetSeconds }: RateLimitDecision) => ({
  'ratelimit-policy': `"${tier}";q=${limit};w=${windowSeconds}`,
  ratelimit: `"${tier}";r=${remaining};t=${resetSeconds}`,
});
