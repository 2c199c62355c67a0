import {
  BrokenCircuitError,
  BulkheadRejectedError,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { UnavailableError } from '../errors.ts';
import type { Logger } from '../logging/logger.ts';

export interface OutgoingCallOptions {
  /** Whom is called, for the log. */
  readonly name: string;
  readonly logger: Logger;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How often a call is made at most, the first time included. */
  readonly attempts: number;
  /** How many attempts may be under way, and how many more may wait for their turn. */
  readonly concurrency: number;
  readonly queue: number;
  /** Whether a failure may pass by itself. Others are neither tried again, nor do they open the circuit. */
  readonly isTransient: (error: Error) => boolean;
  /** Which of these are the fault of the system, not of the one call: only they open the circuit. All, unless set. */
  readonly isOutage?: (error: Error) => boolean;
  /** The wait before the second attempt, in milliseconds; it doubles from there, with jitter. */
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  /** After how many failures in a row nobody calls for a while. */
  readonly failuresToOpen?: number;
  /** How long the circuit stays open before one call tries again, in milliseconds. */
  readonly openForMs?: number;
  /** Background work can wait until the circuit closes; whoever answers a request should fail at once. */
  readonly waitWhileOpen?: boolean;
}

/** Runs a call under its protection. `signal` is aborted when the time is up, or the caller gives up. */
export type OutgoingCalls = <Result>(
  call: (signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>;

/**
 * Protection around the calls to one other system: jittered retries, a limit on how many attempts run at once
 * (bulkhead), a circuit breaker, and a time-out on each attempt. Make one for each system, and keep it. A call that
 * waits for its next attempt takes no place of another.
 *
 * Its calls throw UnavailableError when the time is up, the circuit is open or the queue full; else what the call threw.
 */
export const outgoingCalls = (options: OutgoingCallOptions): OutgoingCalls => {
  const { name, logger, firstDelayMs = 100, longestDelayMs = 10_000, waitWhileOpen = false } = options;
  const { isTransient, isOutage = isTransient } = options;
  const isLate = (error: Error): boolean => error instanceof TaskCancelledError;
  const breaker = circuitBreaker(
    handleWhen((error) => isLate(error) || (isTransient(error) && isOutage(error))),
    {
      breaker: new ConsecutiveBreaker(options.failuresToOpen ?? 5),
      halfOpenAfter: options.openForMs ?? 10_000,
    },
  );
  breaker.onBreak(() => {
    logger.warn({ dependency: name }, 'circuit opened');
  });
  breaker.onReset(() => {
    logger.info({ dependency: name }, 'circuit closed');
  });
  const worthRetrying = (error: Error): boolean =>
    isLate(error) || isTransient(error) || (waitWhileOpen && error instanceof BrokenCircuitError);
  const policy = wrap(
    retry(handleWhen(worthRetrying), {
      maxAttempts: options.attempts - 1,
      backoff: new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: longestDelayMs }),
    }).dangerouslyUnref(),
    bulkhead(options.concurrency, options.queue),
    breaker,
    timeout(options.timeoutMs, TimeoutStrategy.Aggressive),
  );
  return async (call, signal) => {
    try {
      return await policy.execute((context) => call(context.signal), signal);
    } catch (error) {
      throw isProtection(error) ? new UnavailableError(1, { cause: error }) : error;
    }
  };
};

const isProtection = (error: unknown): boolean =>
  error instanceof TaskCancelledError || error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError;
