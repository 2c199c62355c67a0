import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createNoticeLimiter, type NoticeLimiter } from '../../../../src/platform/rate-limit/notice-limiter.ts';

let notices: NoticeLimiter;
beforeEach(() => {
  vi.useFakeTimers();
  notices = createNoticeLimiter({ redis: { client: undefined, close: () => Promise.resolve() } });
});
afterEach(() => {
  vi.useRealTimers();
});

it('a recipient gets one notice of a kind in an hour, however often it is caused', async () => {
  const taken = await Promise.all(Array.from({ length: 5 }, () => notices.take('a-kind', 'a@example.test')));
  expect(taken.filter(Boolean)).toHaveLength(1);
  vi.advanceTimersByTime(3_599_000);
  expect(await notices.take('a-kind', 'a@example.test')).toBe(false);
  vi.advanceTimersByTime(1001);
  expect(await notices.take('a-kind', 'a@example.test')).toBe(true);
});

it('recipients and kinds count apart', async () => {
  expect(await notices.take('a-kind', 'a@example.test')).toBe(true);
  expect(await notices.take('a-kind', 'b@example.test')).toBe(true);
  expect(await notices.take('another-kind', 'a@example.test')).toBe(true);
});
