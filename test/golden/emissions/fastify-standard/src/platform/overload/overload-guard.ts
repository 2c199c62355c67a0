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

/** The place of one request: its own until the response is closed and the work on it has ended. */
export interface Admission {
  /** Nothing when the request may go on at once; else it rejects with UnavailableError when the wait gets too long. */
  readonly admitted: Promise<void> | undefined;
  /** To be called when nothing more is done for the request, in whatever way it ended. A second call does nothing. */
  readonly workEnded: () => void;
}

/** What is asked of a response. */
export interface AdmittedResponse {
  readonly closed: boolean;
  readonly writableEnded: boolean;
  once(event: 'close', listener: () => void): unknown;
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
   * place for nothing. When the client hangs up, a request that waits gives up. One that is worked on keeps its place
   * until that work has ended: its queries go on, whether or not anybody waits for them.
   *
   * @throws UnavailableError when there is no room for it, or its client is gone already
   */
  admit(response: AdmittedResponse): Admission {
    if (response.closed || this.#isFull()) throw new UnavailableError(RETRY_AFTER_SECONDS);
    if (this.#inFlight >= this.#limits.maxInFlight) return this.#wait(response);
    this.#inFlight += 1;
    return { admitted: undefined, workEnded: this.#occupy(response) };
  }

  /** Stops to watch the event loop. */
  close(): void {
    this.#eventLoop.stop();
  }

  #isFull(): boolean {
    const { maxInFlight, maxWaiting } = this.#limits;
    return this.#inFlight >= maxInFlight && this.#waiting.size >= maxWaiting;
  }

  #wait(response: AdmittedResponse): Admission {
    let workEnded = (): void => undefined;
    const admitted = new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        workEnded = this.#occupy(response);
        resolve();
      };
      const giveUp = (): void => {
        clearTimeout(timer);
        if (this.#waiting.delete(enter)) reject(new UnavailableError(RETRY_AFTER_SECONDS));
      };
      const timer = setTimeout(giveUp, LONGEST_WAIT_MS);
      response.once('close', giveUp);
      this.#waiting.add(enter);
    });
    return {
      admitted,
      workEnded: () => {
        workEnded();
      },
    };
  }

  /** Holds the place of a request in flight. @returns what to call when the work on it has ended */
  #occupy(response: AdmittedResponse): () => void {
    let closed = false;
    let ended = false;
    let left = false;
    const leave = (): void => {
      if (left || !closed || !ended) return;
      left = true;
      this.#free();
    };
    response.once('close', () => {
      closed = true;
      // A whole answer is the end of the work as well.
      ended ||= response.writableEnded;
      leave();
    });
    return () => {
      ended = true;
      leave();
    };
  }

  /** A place that becomes free goes to the request that has waited longest. */
  #free(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#inFlight -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
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
