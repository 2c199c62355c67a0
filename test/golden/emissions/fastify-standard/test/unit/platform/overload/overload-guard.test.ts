import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../../../src/platform/errors.ts';
import { OverloadGuard, type Admission } from '../../../../src/platform/overload/overload-guard.ts';

const limits = { maxInFlight: 2, maxWaiting: 0, maxEventLoopDelayMs: 100 };
const idle = { current: () => 0, stop: () => undefined };

describe('without room to wait', () => {
  it('admits as many requests at the same time as it may, and more when they have ended', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = guard.admit();
    guard.admit();
    expect(() => guard.admit()).toThrow(UnavailableError);
    first.leave();
    expect(guard.admit().admitted).toBeUndefined();
    expect(() => guard.admit()).toThrow(UnavailableError);
  });

  it('counts the end of a request once', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = guard.admit();
    guard.admit();
    first.leave();
    first.leave();
    guard.admit();
    expect(() => guard.admit()).toThrow(UnavailableError);
  });

  it('does not count the requests it refused', () => {
    const guard = new OverloadGuard(limits, idle);
    const admissions = [guard.admit(), guard.admit()];
    for (let request = 1; request <= 20; request += 1) expect(() => guard.admit()).toThrow(UnavailableError);
    for (const { leave } of admissions) leave();
    expect(guard.admit().admitted).toBeUndefined();
  });

  it('refuses those who come while it is full', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = guard.admit();
    guard.requireRoom();
    guard.admit();
    expect(() => {
      guard.requireRoom();
    }).toThrow(UnavailableError);
    first.leave();
    guard.requireRoom();
  });

  it('refuses those who come while the event loop is late, and says when to come back', () => {
    let delay = 101;
    const guard = new OverloadGuard(limits, { ...idle, current: () => delay });
    expect(() => {
      guard.requireRoom();
    }).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
    expect(guard.admit().admitted).toBeUndefined();
    delay = 100;
    guard.requireRoom();
  });
});

describe('with room to wait', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const guardWith = (maxWaiting: number) => new OverloadGuard({ ...limits, maxInFlight: 1, maxWaiting }, idle);

  it('lets requests wait, and go on in the order in which they came', async () => {
    const guard = guardWith(2);
    const order: string[] = [];
    const first = guard.admit();
    const second = guard.admit();
    const third = guard.admit();
    expect(() => guard.admit()).toThrow(UnavailableError);
    const pass = async (name: string, { admitted, leave }: Admission): Promise<void> => {
      await admitted;
      order.push(name);
      leave();
    };
    const ends = [pass('third', third), pass('second', second)];
    first.leave();
    await Promise.all(ends);
    expect(order).toEqual(['second', 'third']);
    expect(guard.admit().admitted).toBeUndefined();
  });

  it('refuses who has waited for a second', async () => {
    const guard = guardWith(1);
    const first = guard.admit();
    const waiting = expect(guard.admit().admitted).rejects.toBeInstanceOf(UnavailableError);
    vi.advanceTimersByTime(1000);
    await waiting;
    first.leave();
    expect(guard.admit().admitted).toBeUndefined();
  });

  it('gives the place of a client that went away while it waited to the next', async () => {
    const guard = guardWith(1);
    const first = guard.admit();
    const gone = guard.admit();
    const refused = expect(gone.admitted).rejects.toBeInstanceOf(UnavailableError);
    gone.leave();
    await refused;
    const next = guard.admit();
    first.leave();
    await expect(next.admitted).resolves.toBeUndefined();
    gone.leave();
    expect(guard.admit().admitted).toBeInstanceOf(Promise);
  });
});
