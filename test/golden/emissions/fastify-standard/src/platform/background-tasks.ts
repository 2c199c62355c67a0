import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from 'pino';

import { createGate } from './crypto/gate.ts';
import { UnavailableError } from './errors.ts';

const CONCURRENCY = 8;
const QUEUE = 1000;
/** Pauses before the second, third and fourth try, in milliseconds. */
const PAUSES = [200, 1000, 5000] as const;

export interface BackgroundTasks {
  /**
   * Runs work after the answer, so that its duration tells the caller nothing. Work that meets an outage is tried
   * again a few times; other failures are logged.
   *
   * @throws UnavailableError when too much work is waiting already
   */
  start(name: string, task: () => Promise<void>): void;
  /** Waits for what was started. */
  close(): Promise<void>;
}

const withRetries = async (task: () => Promise<void>): Promise<void> => {
  for (const pause of PAUSES) {
    try {
      await task();
      return;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      await sleep(pause);
    }
  }
  await task();
};

/** Makes the runner of work that is done off the response path. */
export const createBackgroundTasks = ({ logger }: { logger: Logger }): BackgroundTasks => {
  const gate = createGate({ concurrency: CONCURRENCY, queue: Number.POSITIVE_INFINITY });
  const pending = new Set<Promise<void>>();
  return {
    start: (name, task) => {
      if (pending.size >= QUEUE) throw new UnavailableError();
      const run = gate(() => withRetries(task))
        .catch((error: unknown) => {
          logger.error({ err: error, task: name }, 'background task failed');
        })
        .finally(() => pending.delete(run));
      pending.add(run);
    },
    close: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
};
