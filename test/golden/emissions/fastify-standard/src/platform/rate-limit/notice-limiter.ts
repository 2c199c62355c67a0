import { createHash } from 'node:crypto';
import type { RedisConnection } from '../redis/redis.ts';
import { counterFactory } from './counters.ts';

const HOUR_SECONDS = 3600;

/** Keeps strangers from filling a mailbox with notices that anybody can cause who knows its address. */
export interface NoticeLimiter {
  /**
   * Takes the one notice of a kind that a recipient gets in an hour.
   *
   * @returns whether it is still to be sent
   */
  take(kind: string, recipient: string): Promise<boolean>;
}

const keyOf = (kind: string, recipient: string): string =>
  createHash('sha256').update(`${kind} ${recipient}`).digest('base64url');

/** Makes the limiter of notices. */
export const createNoticeLimiter = ({ redis }: { redis: RedisConnection }): NoticeLimiter => {
  const counter = counterFactory(redis.client)({ name: 'notice', limit: 1, windowSeconds: HOUR_SECONDS });
  return {
    take: async (kind, recipient) => {
      const { consumedPoints } = await counter.penalty(keyOf(kind, recipient));
      return consumedPoints <= counter.points;
    },
  };
};
