import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { requestContext } from './context.ts';
import { UnavailableError } from './errors.ts';
import { createGate } from './gate.ts';
import type { Logger } from './logging/logger.ts';

const CONCURRENCY = 8;
const QUEUE = 1000;
const FIRST_PAUSE_MS = 200;
/** Pauses double up to this one. */
const LONGEST_PAUSE_MS = 15_000;

export interface BackgroundTasks {
  /**
   * Runs work after the answer, so that its duration tells the caller nothing. Work that meets an outage is tried again
   * for ten minutes; then, and after other failures, it is given up, and logged as an error with the request it is of.
   * It is in memory: a process that is killed loses it.
   *
   * @throws UnavailableError when too much work is waiting already
   */
  start(name: string, task: () => Promise<void>): void;
  /** Has what waits for another try done at once, and logs what could not be finished within seconds. */
  close(): Promise<void>;
}

interface BackgroundTasksOptions {
  readonly logger: Logger;
  /** How long work that meets an outage is tried: longer than a database takes to fail over or to restart. */
  readonly giveUpAfterMs?: number;
  /** How long `close` waits for what is under way. */
  readonly drainMs?: number;
}

/** Makes the runner of work that is done off the response path. */
export const createBackgroundTasks = ({
  logger,
  giveUpAfterMs = 600_000,
  drainMs = 5000,
}: BackgroundTasksOptions): BackgroundTasks => {
  const gate = createGate({ concurrency: CONCURRENCY, queue: Number.POSITIVE_INFINITY });
  const closing = new AbortController();
  setMaxListeners(QUEUE, closing.signal);
  const pending = new Map<Promise<void>, { readonly task: string; readonly requestId: string | undefined }>();

  /** Pauses outside of the gate: work that waits for the end of an outage keeps no other from its turn. */
  const runUntilDone = async (task: () => Promise<void>): Promise<void> => {
    const giveUpAt = performance.now() + giveUpAfterMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const isLast = closing.signal.aborted || performance.now() >= giveUpAt;
      try {
        await gate(task);
        return;
      } catch (error) {
        if (isLast || !(error instanceof UnavailableError)) throw error;
      }
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };

  return {
    start: (name, task) => {
      if (pending.size >= QUEUE) throw new UnavailableError();
      const run = runUntilDone(task)
        .catch((error: unknown) => {
          logger.error({ err: error, task: name }, 'background task given up');
        })
        .finally(() => pending.delete(run));
      pending.set(run, { task: name, requestId: requestContext.getStore()?.requestId });
    },
    close: async () => {
      closing.abort();
      const drained = new AbortController();
      await Promise.race([
        Promise.all(pending.keys()),
        sleep(drainMs, undefined, { signal: drained.signal, ref: false }).catch(() => undefined),
      ]);
      drained.abort();
      for (const lost of pending.values()) logger.error(lost, 'background task lost: not finished before the end');
    },
  };
};
