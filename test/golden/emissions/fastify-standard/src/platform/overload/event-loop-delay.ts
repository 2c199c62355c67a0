import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const SAMPLE_MS = 250;
const NANOSECONDS_PER_MS = 1e6;

/** How late the event loop runs what is due. */
export interface EventLoopDelay {
  /** The mean over the last quarter of a second, in milliseconds: one long task alone does not count as overload. */
  current(): number;
  stop(): void;
}

/** Starts to watch the event loop of this process. */
export const watchEventLoopDelay = (): EventLoopDelay => {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let delay = 0;
  const timer = setInterval(() => {
    // The histogram holds the whole time between two ticks of its timer, which includes the resolution.
    delay = histogram.count === 0 ? 0 : Math.max(0, histogram.mean / NANOSECONDS_PER_MS - RESOLUTION_MS);
    histogram.reset();
  }, SAMPLE_MS).unref();
  return {
    current: () => delay,
    stop: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
};
