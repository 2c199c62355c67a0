import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';

const logger = pino({ level: 'silent' });

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
