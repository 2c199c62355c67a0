import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../src/platform/id.ts';

const millisecondsIn = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('newId', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes UUIDs of version 7 that hold the time', () => {
    const before = Date.now();
    const id = newId();

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(millisecondsIn(id)).toBeGreaterThanOrEqual(before);
    expect(millisecondsIn(id)).toBeLessThanOrEqual(Date.now() + 100);
  });

  it('makes ids that sort as they were made, without a double', () => {
    const ids = Array.from({ length: 20_000 }, newId);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
  });

  it('keeps the order when the clock is set back', () => {
    const first = newId();
    vi.useFakeTimers({ now: Date.now() - 60_000 });

    expect(newId() > first).toBe(true);
  });
});
