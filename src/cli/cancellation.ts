import { exitCodes, type ExitCode } from './exit-codes.ts';

const codes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const satisfies Partial<Record<NodeJS.Signals, ExitCode>>;

type CancellingSignal = keyof typeof codes;

/** The run was cancelled; `exitCode` tells by which signal. */
export class CancelledRun extends Error {
  readonly exitCode: ExitCode;

  constructor(signal: CancellingSignal) {
    super('Cancelled. Nothing was written.');
    this.name = 'CancelledRun';
    this.exitCode = codes[signal];
  }
}

/** Turns signals into an abort that every step of the run can listen to. */
export class Cancellation {
  readonly #controller = new AbortController();
  readonly #onSignal = (signal: CancellingSignal): void => {
    // A second signal means that the first one did not end the run soon enough for the person who sent it.
    if (this.signal.aborted) process.exit(codes[signal]);
    this.cancel(signal);
  };

  constructor() {
    for (const name of Object.keys(codes)) process.on(name, this.#onSignal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Cancels as the signal would: terminals in raw mode deliver Ctrl-C as a key. */
  cancel(signal: CancellingSignal): void {
    this.#controller.abort(new CancelledRun(signal));
  }

  /** @throws CancelledRun when a signal came */
  throwIfCancelled(): void {
    this.signal.throwIfAborted();
  }

  /** Gives the signals back their usual meaning. */
  release(): void {
    for (const name of Object.keys(codes)) process.removeListener(name, this.#onSignal);
  }
}
