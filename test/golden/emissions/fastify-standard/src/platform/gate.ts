import { UnavailableError } from './errors.ts';

/** Runs at most so many tasks at once; the rest wait in a queue of limited length. */
export type Gate = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Makes a gate in front of work that costs memory, threads or the time of others, so that a flood of requests is refused instead of queued
 * without end.
 *
 * @param concurrency tasks that run at once
 * @param queue tasks that may wait
 * @returns a function that runs a task, in order of arrival; it throws UnavailableError when the queue is full
 */
export const createGate = ({ concurrency, queue }: { concurrency: number; queue: number }): Gate => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running < concurrency) {
      running += 1;
    } else {
      if (waiting.length >= queue) throw new UnavailableError();
      // The finishing task hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
