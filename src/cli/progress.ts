import { stripVTControlCharacters } from 'node:util';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Shows that a step is under way, and how it ended. */
export interface ProgressStep {
  /** A line of the program that does the step. */
  log(line: string): void;
  done(message: string): void;
  failed(message: string): void;
}

const keptLines = 20;
const frames = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];
const frameMilliseconds = 120;

/** Columns of a terminal that does not know how many it has. */
const usualColumns = 80;

/** A line that is drawn again and again while a step runs: what, for how long, and the last thing that it said. */
class LiveLine {
  readonly #title: string;
  readonly #start = Date.now();
  readonly #timer: NodeJS.Timeout;
  #frame = 0;
  #last = '';

  constructor(title: string) {
    this.#title = title;
    this.#timer = setInterval(() => {
      this.#draw();
    }, frameMilliseconds);
  }

  /** Shows a line of the program that runs. */
  say(line: string): void {
    this.#last = stripVTControlCharacters(line).trim();
  }

  #draw(): void {
    this.#frame += 1;
    const seconds = String(Math.round((Date.now() - this.#start) / 1000));
    const text = `${frames[this.#frame % frames.length] ?? ''} ${this.#title} (${seconds} s) ${this.#last}`;
    const columns = process.stdout.columns || usualColumns;
    process.stdout.write(`\r\u001b[K${text.slice(0, columns - 1)}`);
  }

  /** Takes the line away. */
  clear(): void {
    clearInterval(this.#timer);
    if (this.#frame > 0) process.stdout.write('\r\u001b[K');
  }
}

/** Begins a step that may take long: with a living line on a terminal, else with a line in the log. */
export const startStep = (terminal: Terminal, title: string): ProgressStep => {
  const style = styleFor(terminal);
  const lines: string[] = [];
  const live = terminal.live ? new LiveLine(title) : undefined;
  if (live === undefined) terminal.print(style.dim(`… ${title}`));
  return {
    log: (line) => {
      live?.say(line);
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
    },
    done: (message) => {
      live?.clear();
      terminal.print(`${style.good('✔')} ${message}`);
    },
    failed: (message) => {
      live?.clear();
      for (const line of lines) terminal.printError(style.dim(`  ${line}`));
      terminal.printError(`${style.bad('✖')} ${message}`);
    },
  };
};

/** In milliseconds: what takes longer is shown. */
const patience = 500;

/** The work's result, unless the signal comes first: the work itself cannot be stopped, only given up. */
const unlessAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  const own = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const giveUp = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { signal: own.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    own.abort();
  }
};

/**
 * Waits for work that is often too quick to be worth a line; when it is not, shows that it is under way.
 * @throws what the signal was aborted with, when that came first
 */
export const showWhenSlow = async <Result>(
  terminal: Terminal,
  title: string,
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> => {
  let step: ProgressStep | undefined;
  const timer = setTimeout(() => {
    step = startStep(terminal, title);
  }, patience);
  try {
    const result = await unlessAborted(work, signal);
    step?.done(title);
    return result;
  } catch (error) {
    step?.failed(title);
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
