import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { counterFactory } from '../../../../src/platform/rate-limit/counters.ts';
import { rateLimitHeaders, rateLimitsOf } from '../../../../src/platform/rate-limit/rate-limits.ts';
import type { TierLimits } from '../../../../src/platform/rate-limit/tiers.ts';
import { sampleLimits } from './sample-limits.ts';

const limits: TierLimits = { ...sampleLimits, anonymous: 3 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('rate limits', () => {
  it('admit as many requests as the budget has, and say what is left', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    const decisions = [];
    for (let request = 1; request <= 5; request += 1) decisions.push(await rateLimits.consume('anonymous', 'a'));
    expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    expect(decisions.map(({ exceeded }) => exceeded)).toEqual([false, false, false, true, true]);
    expect(decisions[0]).toMatchObject({ tier: 'anonymous', limit: 3, windowSeconds: 60, resetSeconds: 60 });
  });

  it('start anew when the window is over', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    for (let request = 1; request <= 4; request += 1) await rateLimits.consume('anonymous', 'a');
    vi.advanceTimersByTime(59_000);
    const before = await rateLimits.consume('anonymous', 'a');
    expect(before).toMatchObject({ exceeded: true, resetSeconds: 1 });
    vi.advanceTimersByTime(1001);
    expect(await rateLimits.consume('anonymous', 'a')).toMatchObject({ exceeded: false, remaining: 2 });
  });

  it('count every key apart', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    for (let request = 1; request <= 4; request += 1) await rateLimits.consume('anonymous', 'a');
    expect((await rateLimits.consume('anonymous', 'b')).exceeded).toBe(false);
  });

  it('take back what was counted too early', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    for (let request = 1; request <= 10; request += 1) {
      expect((await rateLimits.consume('anonymous', 'a')).exceeded).toBe(false);
      await rateLimits.giveBack('anonymous', 'a');
    }
  });

  it('give no more than the budget when something of the last window is taken back', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    await rateLimits.consume('anonymous', 'a');
    vi.advanceTimersByTime(60_001);
    await rateLimits.giveBack('anonymous', 'a');
    expect(await rateLimits.consume('anonymous', 'a')).toMatchObject({ remaining: 2 });
  });

  it('admit no more than the budget of requests that come at the same time', async () => {
    const rateLimits = rateLimitsOf(counterFactory(undefined), limits);
    const decisions = await Promise.all(Array.from({ length: 50 }, () => rateLimits.consume('anonymous', 'a')));
    expect(decisions.filter(({ exceeded }) => !exceeded)).toHaveLength(3);
  });
});

describe('rateLimitHeaders', () => {
  it('writes the fields of the IETF draft', () => {
    const decision = { limit: 300, windowSeconds: 60, remaining: 299, resetSeconds: 42, exceeded: false };
    expect(rateLimitHeaders({ tier: 'anonymous', ...decision })).toEqual({
      'ratelimit-policy': '"anonymous";q=300;w=60',
      ratelimit: '"anonymous";r=299;t=42',
    });
  });
});
