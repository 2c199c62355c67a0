import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';

export interface CounterOptions {
  /** Separates the keys of this counter from those of others. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Counts uses of a key in a fixed window that starts with the first use. */
export type Counter = RateLimiterAbstract;

export type CreateCounter = (options: CounterOptions) => Counter;

/**
 * Makes counters that all processes share by Redis, or that count in this process alone when there is none. While Redis
 * does not answer, this process counts for itself: limits get looser by the number of processes, and never vanish.
 */
export const counterFactory =
  (redis: Redis | undefined): CreateCounter =>
  ({ name, limit, windowSeconds }) => {
    const options = { keyPrefix: `limit:${name}`, points: limit, duration: windowSeconds };
    const inMemory = new RateLimiterMemory(options);
    if (!redis) return inMemory;
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: inMemory,
    });
  };

/** Takes back one use, unless its window has ended: it must not become one more in the next. */
export const unspend = async (counter: Counter, key: string): Promise<void> => {
  const { consumedPoints } = await counter.reward(key);
  if (consumedPoints < 0) await counter.delete(key);
};
