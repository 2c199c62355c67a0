import { CANCEL_SYMBOL } from '@clack/prompts';
import type { Cancellation } from '../cancellation.ts';

/** The person wants to see the question before this one again. */
export const back = Symbol('back');
export type Back = typeof back;

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/**
 * Asks questions. The prompts report Esc and Ctrl-C alike, and Ctrl-D not at all; here Esc means one question back, while
 * Ctrl-C, Ctrl-D, the end of the input and signals end the run.
 */
export class Prompter {
  readonly #cancellation: Cancellation;
  readonly #onKey = (_text: string | undefined, key: Key): void => {
    if (key.ctrl === true && (key.name === 'c' || key.name === 'd')) this.#cancellation.cancel('SIGINT');
  };
  readonly #onEnd = (): void => {
    this.#cancellation.cancel('SIGINT');
  };

  constructor(cancellation: Cancellation) {
    this.#cancellation = cancellation;
    process.stdin.on('keypress', this.#onKey);
    process.stdin.on('end', this.#onEnd);
  }

  /** To be given to every prompt, so that a signal ends it: one of its own, for prompts never stop listening to it. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#cancellation.signal]);
  }

  /** @throws CancelledRun when the person or a signal ended the run */
  async ask<Value>(prompt: Promise<Value | typeof CANCEL_SYMBOL>): Promise<Value | Back> {
    const answer = await prompt;
    this.#cancellation.throwIfCancelled();
    return answer === CANCEL_SYMBOL ? back : answer;
  }

  /** Stops listening to the input. */
  close(): void {
    process.stdin.removeListener('keypress', this.#onKey);
    process.stdin.removeListener('end', this.#onEnd);
  }
}
