import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../../../src/config/environment.ts';
import { RateLimitedError } from '../../../../src/platform/errors.ts';
import {
  createAttemptLimiter,
  createLoginAttempts,
  type AttemptLimiter,
} from '../../../../src/platform/rate-limit/attempt-limiter.ts';
import { counterFactory } from '../../../../src/platform/rate-limit/counters.ts';

const limits = { perAccount: 5, perAddress: 20, windowSeconds: 900, longestBlockSeconds: 3600 };
const address = '203.0.113.7';

let attempts: AttemptLimiter;
beforeEach(() => {
  vi.useFakeTimers();
  attempts = createAttemptLimiter(counterFactory(undefined), 'test', limits);
});
afterEach(() => {
  vi.useRealTimers();
});

const failTimes = async (times: number, account = 'a@example.test', from = address): Promise<void> => {
  for (let time = 1; time <= times; time += 1) await attempts.consume(account, from);
};

const waitOf = async (account = 'a@example.test', from = address): Promise<number | undefined> => {
  try {
    await attempts.consume(account, from);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimitedError) return error.retryAfterSeconds;
    throw error;
  }
};

it('there are as many attempts, and waits as long, as the environment says', async () => {
  const env = {
    LOGIN_ATTEMPTS_PER_ACCOUNT: 1,
    LOGIN_ATTEMPTS_PER_ADDRESS: 3,
    LOGIN_ATTEMPTS_WINDOW: 60,
    LOGIN_ATTEMPTS_LONGEST_BLOCK: 90,
  } as Environment;
  attempts = createLoginAttempts({ env, redis: { client: undefined, close: () => Promise.resolve() } });
  expect([await waitOf(), await waitOf(), await waitOf()]).toEqual([undefined, 60, 90]);
  expect(await waitOf('b@example.test')).toBe(60);
});

describe('the attempts of an account', () => {
  it('are limited, with a wait that grows up to the longest', async () => {
    await failTimes(5);
    const waits = [await waitOf(), await waitOf(), await waitOf(), await waitOf()];
    expect(waits).toEqual([900, 1800, 3600, 3600]);
  });

  it('are had again after the wait', async () => {
    await failTimes(5);
    expect(await waitOf()).toBe(900);
    vi.advanceTimersByTime(900_001);
    expect(await waitOf()).toBeUndefined();
  });

  it('count whatever the case of the name and the address they come from', async () => {
    await failTimes(4);
    await attempts.consume(' A@Example.TEST ', '198.51.100.1');
    expect(await waitOf('a@example.test', '198.51.100.2')).toBe(900);
  });

  it('cannot be exceeded by trying at the same time', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => attempts.consume('a@example.test', address)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  it('start anew after a success', async () => {
    await failTimes(4);
    await attempts.consume('a@example.test', address);
    await attempts.succeeded('a@example.test', address);
    await failTimes(5);
    expect(await waitOf()).toBe(900);
  });

  it('are given back one by one when nothing was decided, also to the address', async () => {
    await failTimes(3);
    for (let outage = 1; outage <= 30; outage += 1) {
      await attempts.consume('a@example.test', address);
      await attempts.giveBack('a@example.test', address);
    }
    await failTimes(2);
    expect(await waitOf()).toBe(900);
  });

  it('are not more than usual when some of the last window are given back in the next', async () => {
    await failTimes(5);
    vi.advanceTimersByTime(900_001);
    for (let outage = 1; outage <= 5; outage += 1) await attempts.giveBack('a@example.test', address);
    await failTimes(5);
    expect(await waitOf()).toBe(900);
  });

  it('start anew when the owner proved themselves in another way', async () => {
    await failTimes(5);
    await attempts.reset('a@example.test');
    expect(await waitOf()).toBeUndefined();
  });
});

describe('the attempts of an address', () => {
  it('are limited over all accounts', async () => {
    for (let account = 1; account <= 20; account += 1) await attempts.consume(`${account}@example.test`, address);
    expect(await waitOf('new@example.test')).toBe(900);
    expect(await waitOf('new@example.test', '198.51.100.1')).toBeUndefined();
  });

  it('are not given back by logging in to an account of one’s own', async () => {
    for (let round = 1; round <= 5; round += 1) {
      for (let account = 1; account <= 4; account += 1)
        await attempts.consume(`${account}-${round}@example.test`, address);
      await attempts.consume('own@example.test', address).catch(() => undefined);
      await attempts.succeeded('own@example.test', address);
    }
    expect(await waitOf('another@example.test')).toBeDefined();
  });

  it('are not used up by log-ins that succeed', async () => {
    for (let login = 1; login <= 100; login += 1) {
      await attempts.consume(`${login}@example.test`, address);
      await attempts.succeeded(`${login}@example.test`, address);
    }
    expect(await waitOf('another@example.test')).toBeUndefined();
  });

  it('of the same IPv6 network are the same', async () => {
    for (let host = 1; host <= 20; host += 1) await attempts.consume(`${host}@example.test`, `2001:db8::${host}`);
    expect(await waitOf('new@example.test', '2001:db8::ffff')).toBe(900);
  });

  it('that are spent lock no further account', async () => {
    for (let account = 1; account <= 20; account += 1) await attempts.consume(`${account}@example.test`, address);
    for (let time = 1; time <= 10; time += 1) expect(await waitOf('victim@example.test')).toBeDefined();
    expect(await waitOf('victim@example.test', '198.51.100.1')).toBeUndefined();
  });
});
