import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { requestContext } from '../../../src/platform/context.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';

const logger = pino({ level: 'silent' });

/** Tasks of a request, and what they log. */
const ofRequest = (limits: { giveUpAfterMs?: number; drainMs?: number } = {}) => {
  const lines: string[] = [];
  const tasks = createBackgroundTasks({
    logger: createLogger({ LOG_LEVEL: 'info' }, { write: (line) => lines.push(line) }),
    ...limits,
  });
  return {
    tasks,
    logged: (): unknown[] => lines.map((line): unknown => JSON.parse(line)),
    start: (task: () => Promise<void>): void => {
      requestContext.run({ requestId: 'the-request', traceId: 'the-trace' }, () => {
        tasks.start('register', task);
      });
    },
  };
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('background tasks', () => {
  it('are waited for at the end', async () => {
    const tasks = createBackgroundTasks({ logger });
    const done: number[] = [];
    for (const index of [1, 2, 3]) {
      tasks.start('task', async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        done.push(index);
      });
    }
    await tasks.close();
    expect(done).toEqual([1, 2, 3]);
  });

  it('are tried again after an outage, and given up after another failure', async () => {
    const tasks = createBackgroundTasks({ logger });
    let outages = 0;
    let failures = 0;
    tasks.start('outage', () => {
      outages += 1;
      return outages < 2 ? Promise.reject(new UnavailableError()) : Promise.resolve();
    });
    tasks.start('failure', () => {
      failures += 1;
      return Promise.reject(new Error('no'));
    });
    await tasks.close();
    expect([outages, failures]).toEqual([2, 1]);
  });

  it('that wait for the end of an outage keep no others waiting', async () => {
    const { tasks, start } = ofRequest();
    const over = performance.now() + 300;
    let done = 0;
    for (let count = 0; count < 20; count += 1) {
      start(() =>
        performance.now() < over ? Promise.reject(new UnavailableError()) : Promise.resolve(void (done += 1)),
      );
    }
    let isOtherDone = false;
    tasks.start('other', () => Promise.resolve(void (isOtherDone = true)));
    await pause(20);
    expect([done, isOtherDone]).toEqual([0, true]);
    await expect.poll(() => done).toBe(20);
  });

  it('are given up when an outage lasts, which is logged with the request', async () => {
    const { start, logged } = ofRequest({ giveUpAfterMs: 500 });
    let tries = 0;
    start(() => {
      tries += 1;
      return Promise.reject(new UnavailableError());
    });
    await expect.poll(logged, { timeout: 5000 }).toHaveLength(1);
    expect(logged()).toMatchObject([
      { level: 'error', task: 'register', requestId: 'the-request', msg: 'background task given up' },
    ]);
    expect(tries).toBeGreaterThan(2);
  });

  it('are tried once more at the end of the process, and given up without waiting for the end of an outage', async () => {
    const { tasks, start, logged } = ofRequest();
    start(() => Promise.reject(new UnavailableError()));
    const outage = [Promise.reject(new UnavailableError()), Promise.resolve()];
    let isDone = false;
    start(async () => {
      await outage.shift();
      isDone = true;
    });
    // All have had their first try.
    await pause(20);
    await tasks.close();
    expect(isDone).toBe(true);
    expect(logged()).toMatchObject([{ requestId: 'the-request', msg: 'background task given up' }]);
  });

  it('that hang do not keep the process from its end, and are logged', async () => {
    const { tasks, start, logged } = ofRequest({ drainMs: 50 });
    start(() => new Promise(() => undefined));
    await tasks.close();
    expect(logged()).toMatchObject([
      {
        level: 'error',
        task: 'register',
        requestId: 'the-request',
        msg: 'background task lost: not finished before the end',
      },
    ]);
  });

  it('are refused when too many are waiting', async () => {
    const tasks = createBackgroundTasks({ logger });
    const start = (): void => {
      tasks.start('task', () => Promise.resolve());
    };
    for (let count = 0; count < 1000; count += 1) start();
    expect(start).toThrow(UnavailableError);
    await tasks.close();
    expect(start).not.toThrow();
    await tasks.close();
  });
});
