import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { problem } from '../options/given.ts';
import { suggest } from '../options/suggest.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { ConflictError, UsageError } from './failures.ts';
import { readArguments } from './read-arguments.ts';
import { emptyReport } from './run-report.ts';

/** The generators of a repository: the folders of `generators/` that hold a generator. */
const generatorsIn = (folder: string): readonly string[] => {
  const root = join(folder, 'generators');
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && readdirSync(join(root, entry.name)).some((file) => /^generator\.[jt]s$/.test(file)),
    )
    .map((entry) => entry.name)
    .sort();
};

/** The repository's own plop, run by Node.js directly: no shell, no lookup of programs. */
const plopOf = (folder: string): string => {
  const plop = join(folder, 'node_modules', 'plop', 'bin', 'plop.js');
  if (!existsSync(join(folder, 'plopfile.js'))) {
    throw new ConflictError([
      problem('directory', 'There is no plopfile.js here: this is not the root of a repository with generators.'),
    ]);
  }
  if (!existsSync(plop)) {
    throw new ConflictError([
      problem('directory', 'The dependencies of this repository are not installed: install them first.'),
    ]);
  }
  return plop;
};

const checkGenerator = (name: string | undefined, known: readonly string[]): string => {
  const list = known.length === 0 ? 'This repository has none.' : `It can be ${known.join(', ')}.`;
  if (name === undefined) throw new UsageError([problem('generator', `Which generator? ${list}`)]);
  if (known.includes(name)) return name;
  throw new UsageError([problem('generator', `There is no generator "${name}". ${list}`, suggest(name, known))]);
};

const run = (program: readonly string[], cwd: string, json: boolean): Promise<number> =>
  new Promise((done, failed) => {
    // Only the report may go to stdout under --json.
    const child = spawn(process.execPath, program, {
      cwd,
      stdio: ['inherit', json ? process.stderr : 'inherit', 'inherit'],
    });
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      done(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });

/** Runs one generator of the repository in the current folder, by its own plop. */
export const generate: Command = async ({ argv, cwd, terminal }) => {
  const words = argv.filter((word) => word !== '--json');
  const start = words.findIndex((word) => !word.startsWith('-'));
  readArguments('generate', start === -1 ? words : words.slice(0, start), 0);
  const plop = plopOf(cwd);
  const name = checkGenerator(start === -1 ? undefined : words[start], generatorsIn(cwd));
  const code = await run([plop, name, ...words.slice(start + 1)], cwd, terminal.json);
  const failed = code !== 0;
  const problems = failed ? [problem('generator', `The generator "${name}" ended with code ${String(code)}.`)] : [];
  return { ...emptyReport, ok: !failed, code: failed ? exitCodes.fault : exitCodes.done, target: cwd, problems };
};
