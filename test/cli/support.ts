import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { RunReport } from '../../src/cli/run-report.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const fixtureRoot = join(projectRoot, 'test/cli/fixture');

/** A temporary folder; the caller removes it. */
export const makeFolder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'cba-')));

/** A temporary folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = makeFolder();
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};

/** Bundles the command with the small catalogue in `fixture/`, or with the real one. Returns the entry. */
export const bundleCommand = (out: string, root = fixtureRoot): string => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts/build.mjs'), '--root', root, '--out', out]);
  return join(out, 'main.js');
};

/** The environment of a run: nothing of the developer's that could change it. */
export const plainEnvironment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...extra,
});

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Starts the command; `ended` resolves when it has ended. */
export const start = (
  entry: string,
  args: readonly string[],
  { cwd, environment, input = '' }: RunOptions,
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [entry, ...args], { cwd, env: plainEnvironment(environment) });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended };
};

/** Runs the command to its end. */
export const run = (entry: string, args: readonly string[], options: RunOptions): Promise<Ended> =>
  start(entry, args, options).ended;

/** Reads the one object that `--json` prints. */
export const reportOf = ({ stdout }: Ended): RunReport => {
  if (stdout.trimEnd().includes('\n')) throw new Error(`more than one line on stdout: ${stdout}`);
  // The shape is what the tests look at.
  return JSON.parse(stdout) as RunReport;
};

/** Every file below a folder, by its relative path; links are listed, not followed. */
export const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [
        path.slice(folder.length + 1),
        lstatSync(path).isSymbolicLink() ? 'link' : readFileSync(path, 'latin1'),
      ]),
  );

/** Files without what differs from run to run: git's own and the secrets. */
export const emittedFilesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(Object.entries(filesIn(folder)).filter(([path]) => !path.startsWith('.git/') && path !== '.env'));

/** Puts a program of our own into a folder for `PATH`: a script for Node.js. */
export const plantProgram = (folder: string, name: string, script: string): void => {
  writeFileSync(join(folder, name), `#!${process.execPath}\n${script}\n`, { mode: 0o755 });
};

/** A folder with a generator "note", as a repository has them before its dependencies are installed. */
export const repositoryWithGenerator = (): string => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'generators/note'), { recursive: true });
  for (const file of ['plopfile.js', 'generators/note/generator.js']) writeFileSync(join(folder, file), '');
  return folder;
};

/** The same with a plop of our own: a script for Node.js. */
export const repositoryWithPlop = (script: string): string => {
  const folder = repositoryWithGenerator();
  const plop = join(folder, 'node_modules/plop/bin');
  mkdirSync(plop, { recursive: true });
  writeFileSync(join(plop, 'plop.js'), script);
  return folder;
};
