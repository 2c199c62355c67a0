import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../terminal.ts';

/** How plop ended. */
export interface PlopOutcome {
  readonly code: number;
  /** What it printed about itself, line by line; nothing of a run that a person watched. */
  readonly lines: readonly string[];
}

/** What the progress display of plop prints where it cannot draw. */
const idleProgress = '-';

const linesOf = (text: string): readonly string[] =>
  stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== idleProgress);

/**
 * Runs plop by Node.js directly. It may ask only where there is a person, and only the report may go to stdout under
 * --json. When the signal comes it is ended, and still waited for: only then it is known what it did.
 *
 * @param plop path of its program
 */
export const runPlop = (
  plop: string,
  words: readonly string[],
  { cwd, terminal, signal: cancelled }: { cwd: string; terminal: Terminal; signal: AbortSignal },
): Promise<PlopOutcome> =>
  new Promise((done, failed) => {
    cancelled.throwIfAborted();
    const watched = terminal.interactive;
    const child = spawn(process.execPath, [plop, ...words], {
      cwd,
      stdio: watched ? 'inherit' : ['ignore', terminal.json ? process.stderr : 'inherit', 'pipe'],
    });
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      process.stderr.write(chunk);
    });
    const end = (): void => void child.kill();
    cancelled.addEventListener('abort', end, { once: true });
    child.on('error', failed);
    child.on('close', (code, signal) => {
      cancelled.removeEventListener('abort', end);
      done({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), lines: linesOf(text) });
    });
  });
