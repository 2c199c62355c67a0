import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { createGate } from '../../../src/platform/gate.ts';

describe('the gate', () => {
  it('bounds what runs and what waits', async () => {
    const gate = createGate({ concurrency: 2, queue: 3 });
    let running = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => gate(task)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(most).toBe(2);
    expect(refused).toHaveLength(2);
    expect(refused.every(({ reason }) => reason instanceof UnavailableError)).toBe(true);
    await expect(gate(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('goes on after a task that failed', async () => {
    const gate = createGate({ concurrency: 1, queue: 1 });
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
