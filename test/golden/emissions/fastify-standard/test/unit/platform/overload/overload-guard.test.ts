import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../../../src/platform/errors.ts';
import { OverloadGuard, type Admission } from '../../../../src/platform/overload/overload-guard.ts';

const limits = { maxInFlight: 2, maxWaiting: 0, maxEventLoopDelayMs: 100 };
const idle = { current: () => 0, stop: () => undefined };

class Response extends EventEmitter {
  closed = false;
  writableEnded = false;

  /** As when the client hangs up. */
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** A request that asks for admission. */
const request = (guard: OverloadGuard) => {
  const response = new Response();
  const { admitted, workEnded } = guard.admit(response);
  const answer = (): void => {
    workEnded();
    response.writableEnded = true;
    response.close();
  };
  return { response, admitted, workEnded, answer };
};

const refusesMore = (guard: OverloadGuard): void => {
  expect(() => guard.admit(new Response())).toThrow(UnavailableError);
};

describe('without room to wait', () => {
  it('admits as many requests at the same time as it may, and more when they have ended', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = request(guard);
    request(guard);
    refusesMore(guard);
    first.answer();
    expect(request(guard).admitted).toBeUndefined();
    refusesMore(guard);
  });

  it('counts the end of a request once', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = request(guard);
    request(guard);
    first.answer();
    first.workEnded();
    first.response.close();
    request(guard);
    refusesMore(guard);
  });

  it('counts a request whose client hung up until the work on it has ended', () => {
    const guard = new OverloadGuard({ ...limits, maxInFlight: 1 }, idle);
    const first = request(guard);
    first.response.close();
    refusesMore(guard);
    first.workEnded();
    expect(request(guard).admitted).toBeUndefined();
  });

  it('counts a request that is done with until its answer has left', () => {
    const guard = new OverloadGuard({ ...limits, maxInFlight: 1 }, idle);
    const first = request(guard);
    first.workEnded();
    refusesMore(guard);
    first.response.close();
    expect(request(guard).admitted).toBeUndefined();
  });

  it('takes an answer that was sent for the end of the work', () => {
    const guard = new OverloadGuard({ ...limits, maxInFlight: 1 }, idle);
    const { response } = request(guard);
    response.writableEnded = true;
    response.close();
    expect(request(guard).admitted).toBeUndefined();
  });

  it('gives no place to a request whose client is gone', () => {
    const guard = new OverloadGuard({ ...limits, maxInFlight: 1 }, idle);
    const response = new Response();
    response.close();
    expect(() => guard.admit(response)).toThrow(UnavailableError);
    expect(request(guard).admitted).toBeUndefined();
  });

  it('does not count the requests it refused', () => {
    const guard = new OverloadGuard(limits, idle);
    const admissions = [request(guard), request(guard)];
    for (let more = 1; more <= 20; more += 1) refusesMore(guard);
    for (const { answer } of admissions) answer();
    expect(request(guard).admitted).toBeUndefined();
  });

  it('refuses those who come while it is full', () => {
    const guard = new OverloadGuard(limits, idle);
    const first = request(guard);
    guard.requireRoom();
    request(guard);
    expect(() => {
      guard.requireRoom();
    }).toThrow(UnavailableError);
    first.answer();
    guard.requireRoom();
  });

  it('refuses those who come while the event loop is late, and says when to come back', () => {
    let delay = 101;
    const guard = new OverloadGuard(limits, { ...idle, current: () => delay });
    expect(() => {
      guard.requireRoom();
    }).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
    expect(request(guard).admitted).toBeUndefined();
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
    const first = request(guard);
    const second = request(guard);
    const third = request(guard);
    refusesMore(guard);
    const pass = async (name: string, { admitted, answer }: Pick<Admission, 'admitted'> & { answer: () => void }) => {
      await admitted;
      order.push(name);
      answer();
    };
    const ends = [pass('third', third), pass('second', second)];
    first.answer();
    await Promise.all(ends);
    expect(order).toEqual(['second', 'third']);
    expect(request(guard).admitted).toBeUndefined();
  });

  it('refuses who has waited for a second', async () => {
    const guard = guardWith(1);
    const first = request(guard);
    const second = request(guard);
    const waiting = expect(second.admitted).rejects.toBeInstanceOf(UnavailableError);
    vi.advanceTimersByTime(1000);
    await waiting;
    second.answer();
    first.answer();
    expect(request(guard).admitted).toBeUndefined();
    expect(request(guard).admitted).toBeInstanceOf(Promise);
  });

  it('gives the place of a client that went away while it waited to the next', async () => {
    const guard = guardWith(1);
    const first = request(guard);
    const gone = request(guard);
    const refused = expect(gone.admitted).rejects.toBeInstanceOf(UnavailableError);
    gone.response.close();
    await refused;
    const next = request(guard);
    first.answer();
    await expect(next.admitted).resolves.toBeUndefined();
    gone.workEnded();
    expect(request(guard).admitted).toBeInstanceOf(Promise);
  });

  it('counts a request that had to wait like any other when its client hangs up', async () => {
    const guard = guardWith(1);
    const first = request(guard);
    const second = request(guard);
    first.answer();
    second.response.close();
    await second.admitted;
    const third = request(guard);
    expect(third.admitted).toBeInstanceOf(Promise);
    second.workEnded();
    await expect(third.admitted).resolves.toBeUndefined();
  });
});
