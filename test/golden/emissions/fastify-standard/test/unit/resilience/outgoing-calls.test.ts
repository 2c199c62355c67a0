import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import {
  outgoingCalls,
  type OutgoingCallOptions,
  type OutgoingCalls,
} from '../../../src/platform/resilience/outgoing-calls.ts';

class Glitch extends Error {}

const callsWith = (options: Partial<OutgoingCallOptions> = {}): OutgoingCalls =>
  outgoingCalls({
    name: 'downstream',
    logger: createLogger({ LOG_LEVEL: 'silent' }),
    timeoutMs: 5000,
    attempts: 3,
    concurrency: 2,
    queue: 2,
    isTransient: (error) => error instanceof Glitch,
    firstDelayMs: 1,
    longestDelayMs: 5,
    failuresToOpen: 100,
    openForMs: 50,
    ...options,
  });

/** A system that fails a number of times, then works. */
const failing = (times: number, error: Error = new Glitch('down')) => {
  const state = { calls: 0 };
  const call = async (): Promise<string> => {
    await Promise.resolve();
    state.calls += 1;
    if (state.calls <= times) throw error;
    return 'answer';
  };
  return { state, call };
};

afterEach(() => {
  vi.useRealTimers();
});

describe('outgoingCalls', () => {
  it('tries again when a failure may pass', async () => {
    const { state, call } = failing(2);

    await expect(callsWith()(call)).resolves.toBe('answer');
    expect(state.calls).toBe(3);
  });

  it('gives up after the last attempt with the error of the call', async () => {
    const { state, call } = failing(10);

    await expect(callsWith()(call)).rejects.toBeInstanceOf(Glitch);
    expect(state.calls).toBe(3);
  });

  it('does not repeat what will not pass', async () => {
    const { state, call } = failing(10, new TypeError('wrong'));

    await expect(callsWith()(call)).rejects.toBeInstanceOf(TypeError);
    expect(state.calls).toBe(1);
  });

  it('ends an attempt when its time is up, and tells the call', async () => {
    const signals: AbortSignal[] = [];
    const silent = (signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };

    await expect(callsWith({ timeoutMs: 20, attempts: 2 })(silent)).rejects.toBeInstanceOf(UnavailableError);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('leaves a system alone that failed too often, then lets one call try', async () => {
    vi.useFakeTimers();
    const calls = callsWith({ attempts: 1, failuresToOpen: 2, openForMs: 50 });
    const { state, call } = failing(2);
    await expect(calls(call)).rejects.toBeInstanceOf(Glitch);
    await expect(calls(call)).rejects.toBeInstanceOf(Glitch);

    await expect(calls(call)).rejects.toBeInstanceOf(UnavailableError);
    expect(state.calls).toBe(2);

    vi.advanceTimersByTime(60);
    await expect(calls(call)).resolves.toBe('answer');
  });

  it('opens no circuit for what is not the fault of the system', async () => {
    const calls = callsWith({ attempts: 1, failuresToOpen: 2, isOutage: () => false });
    const { state, call } = failing(4);
    for (let times = 0; times < 4; times++) await expect(calls(call)).rejects.toBeInstanceOf(Glitch);

    await expect(calls(call)).resolves.toBe('answer');
    expect(state.calls).toBe(5);
  });

  it('makes other calls while some wait for their next attempt', async () => {
    const hour = 3_600_000;
    const calls = callsWith({ concurrency: 1, firstDelayMs: hour, longestDelayMs: hour });
    const { state, call } = failing(Infinity);
    void calls(call).catch(() => undefined);
    await vi.waitFor(() => {
      expect(state.calls).toBe(1);
    });

    const other = calls(() => Promise.resolve('answer'));
    await expect(Promise.race([other, sleep(2000, 'no answer')])).resolves.toBe('answer');
  });

  it('waits for the circuit to close when it may', async () => {
    const calls = callsWith({ attempts: 50, failuresToOpen: 2, waitWhileOpen: true, longestDelayMs: 20 });
    const { state, call } = failing(3);

    await expect(calls(call)).resolves.toBe('answer');
    expect(state.calls).toBe(4);
  });

  it('runs a few calls at once, lets a few wait, and refuses the rest', async () => {
    const calls = callsWith();
    const state = { running: 0, most: 0 };
    const slow = async (): Promise<void> => {
      state.running += 1;
      state.most = Math.max(state.most, state.running);
      await sleep(10);
      state.running -= 1;
    };

    const results = await Promise.allSettled(Array.from({ length: 6 }, () => calls(slow)));

    expect(state.most).toBe(2);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    const refused = results.filter((result) => result.status === 'rejected');
    for (const { reason } of refused) expect(reason).toBeInstanceOf(UnavailableError);
  });
});
