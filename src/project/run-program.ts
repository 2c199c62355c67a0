import { delimiter } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { programEnvironment, type ProgramKind } from './program-environment.ts';
import { findProgram, trustedFolders } from './programs.ts';

/** How a program is run. */
export interface ProgramOptions {
  /** The folder it works in; no program in it is run. */
  readonly folder: string;
  /** The folder we were started in; no program in it is run either. */
  readonly cwd?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told each line of output, of both streams, as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Milliseconds after which it is stopped; never if absent. */
  readonly timeout?: number;
  /** Variables on top of the ones that every program gets. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface ProgramResult {
  readonly ok: boolean;
  /** Standard output; empty for a program that is watched by line. */
  readonly output: string;
  /** Why it failed, in one line; empty if it did not. */
  readonly failure: string;
}

const kindOf = (name: string): ProgramKind => (name === 'git' ? 'git' : 'package-manager');

const KEPT_LINES = 40;
const LONGEST_FAILURE = 300;
const TELLING_LINE = /^(?:npm (?:error|ERR!)|fatal:|error:|error |\s*ERR_)/i;

/**
 * Runs a program of the system: without a shell, with an argument array, an environment without what is not for it, and no input. It is
 * looked up on the search path without the folders that a repository can fill. Never throws.
 */
export async function runProgram(
  name: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { folder, cwd = process.cwd(), signal, onLine, timeout, environment } = options;
  const folders = trustedFolders(process.env.PATH ?? process.env.Path ?? '', [cwd, folder]);
  const program = findProgram(name, folders);
  if (program === undefined) return { ok: false, output: '', failure: `${name} is not installed` };
  const { execa } = await import('execa');
  const child = execa(program, args, {
    cwd: folder,
    extendEnv: false,
    env: { ...programEnvironment(kindOf(name), { environment: process.env, folders, delimiter }), ...environment },
    stdin: 'ignore',
    all: true,
    buffer: onLine === undefined,
    reject: false,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...(timeout === undefined ? {} : { timeout }),
  });
  const kept: string[] = [];
  if (onLine !== undefined) {
    // With `buffer` off the lines are lost unless they are read; a failing program ends the loop with its error.
    try {
      for await (const line of child.iterable({ from: 'all' })) {
        onLine(line);
        kept.push(line);
        if (kept.length > KEPT_LINES) kept.shift();
      }
    } catch {
      // The result below says the same.
    }
  }
  const result = await child;
  if (!result.failed) return { ok: true, output: onLine === undefined ? result.stdout : '', failure: '' };
  return {
    ok: false,
    output: '',
    failure: failureOf(name, result, onLine === undefined ? result.all : kept.join('\n')),
  };
}

interface FailedRun {
  readonly isCanceled: boolean;
  readonly timedOut: boolean;
  readonly exitCode?: number | undefined;
  readonly shortMessage?: string | undefined;
}

function failureOf(name: string, run: FailedRun, output: string): string {
  if (run.isCanceled) return `${name} was cancelled`;
  if (run.timedOut) return `${name} did not end in time`;
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) => TELLING_LINE.test(line)) ?? lines.at(-1) ?? run.shortMessage ?? '';
  const code = run.exitCode === undefined ? '' : ` with exit code ${String(run.exitCode)}`;
  return `${name} failed${code}${telling === '' ? '' : `: ${telling}`}`.slice(0, LONGEST_FAILURE);
}
