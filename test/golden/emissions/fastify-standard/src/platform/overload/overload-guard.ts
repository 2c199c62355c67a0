import type { Environment } from '../../config/environment.ts';
import { UnavailableError } from '../errors.ts';
import { watchEventLoopDelay, type EventLoopDelay } from './event-loop-delay.ts';

export interface OverloadLimits {
  /** Requests handled at the same time. */
  readonly maxInFlight: number;
  /** Requests that may wait for one of them to end. */
  readonly maxWaiting: number;
  readonly maxEventLoopDelayMs: number;
}

/** The place of one request. */
export interface Admission {
  /** Nothing when the request may go on at once; else it rejects with UnavailableError when the wait gets too long. */
  readonly admitted: Promise<void> | undefined;
  /** To be called when the request has ended, in whatever way, also while it waits. A second call does nothing. */
  readonly leave: () => void;
}

const RETRY_AFTER_SECONDS = 1;
const LONGEST_WAIT_MS = 1000;

/**
 * Keeps a process at the speed it has, whatever comes. Two limits are needed: slow queries leave the event loop idle
 * while requests pile up, and a busy CPU is late with few requests. A short wait rather than a refusal at once lets a
 * burst pass, and keeps clients that try again immediately from taking the CPU with nothing but refusals.
 */
export class OverloadGuard {
  readonly #limits: OverloadLimits;
  readonly #eventLoop: EventLoopDelay;
  /** In the order in which they came. */
  readonly #waiting = new Set<() => void>();
  #inFlight = 0;

  constructor(limits: OverloadLimits, eventLoop: EventLoopDelay) {
    this.#limits = limits;
    this.#eventLoop = eventLoop;
  }

  /**
   * For a request that begins to arrive, before anything is done for it.
   *
   * @throws UnavailableError while the event loop is late, or when there would be no room for it
   */
  requireRoom(): void {
    const isLate = this.#eventLoop.current() > this.#limits.maxEventLoopDelayMs;
    if (isLate || this.#isFull()) throw new UnavailableError(RETRY_AFTER_SECONDS);
  }

  /**
   * Admits a request that has arrived in full, or lets it wait. Not before: a client that sends slowly would have a
   * place for nothing.
   *
   * @throws UnavailableError when there is no room for it
   */
  admit(): Admission {
    if (this.#isFull()) throw new UnavailableError(RETRY_AFTER_SECONDS);
    if (this.#inFlight >= this.#limits.maxInFlight) return this.#wait();
    this.#inFlight += 1;
    return { admitted: undefined, leave: this.#leaving() };
  }

  /** Stops to watch the event loop. */
  close(): void {
    this.#eventLoop.stop();
  }

  #isFull(): boolean {
    const { maxInFlight, maxWaiting } = this.#limits;
    return this.#inFlight >= maxInFlight && this.#waiting.size >= maxWaiting;
  }

  #wait(): Admission {
    let leave = (): void => undefined;
    const admitted = new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        leave = this.#leaving();
        resolve();
      };
      const giveUp = (): void => {
        clearTimeout(timer);
        leave = () => undefined;
        if (this.#waiting.delete(enter)) reject(new UnavailableError(RETRY_AFTER_SECONDS));
      };
      const timer = setTimeout(giveUp, LONGEST_WAIT_MS);
      leave = giveUp;
      this.#waiting.add(enter);
    });
    return {
      admitted,
      leave: () => {
        leave();
      },
    };
  }

  /** Makes what ends a request in flight: its place goes to the one that has waited longest. */
  #leaving(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = this.#waiting;
      if (!next) {
        this.#inFlight -= 1;
        return;
      }
      this.#waiting.delete(next);
      next();
    };
  }
}

/** Makes the guard of this process, with the limits of the environment. */
export const createOverloadGuard = ({ env }: { readonly env: Environment }): OverloadGuard =>
  new OverloadGuard(
    {
      maxInFlight: env.OVERLOAD_MAX_IN_FLIGHT,
      maxWaiting: env.OVERLOAD_MAX_WAITING,
      maxEventLoopDelayMs: env.OVERLOAD_MAX_EVENT_LOOP_DELAY,
    },
    watchEventLoopDelay(),
  );
