import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { shellQuote } from '../../src/options/repeat.ts';
import { plainEnvironment } from './support.ts';

/** Keys as a terminal sends them. */
export const keys = {
  enter: '\r',
  escape: '\u001b',
  down: '\u001b[B',
  right: '\u001b[C',
  space: ' ',
  controlC: '\u0003',
  controlD: '\u0004',
} as const;

const patience = 30_000;

/** A program in a pseudo terminal: a person's end of it. */
export class PseudoTerminal {
  readonly #child;
  readonly ended: Promise<number | null>;
  #output = '';
  #seen = 0;

  constructor(words: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}) {
    // `script` gives a terminal without a size, in which nothing can be drawn.
    const line = `stty cols 100 rows 40; exec ${words.map(shellQuote).join(' ')}`;
    const env = plainEnvironment({ TERM: 'xterm-256color', SHELL: '/bin/sh', ...environment });
    this.#child = spawn('script', ['-qefc', line, '/dev/null'], { cwd, env });
    this.#child.stdout.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
    onTestFinished(() => {
      this.#child.kill('SIGKILL');
    });
  }

  /** What was printed so far, with the codes that colour it and move the cursor. */
  get raw(): string {
    return this.#output;
  }

  /** What was printed so far, without control codes. */
  get text(): string {
    return stripVTControlCharacters(this.#output);
  }

  /** Waits until the text appears after what was waited for before. */
  async see(text: string): Promise<void> {
    const start = Date.now();
    for (;;) {
      const at = this.text.indexOf(text, this.#seen);
      if (at !== -1) {
        this.#seen = at + text.length;
        return;
      }
      if (Date.now() - start > patience) throw new Error(`"${text}" was not seen in: ${this.text.slice(this.#seen)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  type(...texts: readonly string[]): void {
    for (const text of texts) this.#child.stdin.write(text);
  }

  /** Waits for a text, then types. */
  async answer(text: string, ...typed: readonly string[]): Promise<void> {
    await this.see(text);
    this.type(...typed);
  }

  /** Sends a signal to the program itself. */
  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
