import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

import { runProgram, type ProgramOptions, type ProgramResult } from './run-program.ts';
import { ENVIRONMENT_FILE } from './secrets.ts';
import { stepDone, stepFailed, stepSkipped, type StepResult } from './steps.ts';

/** How git is run. */
export interface GitOptions {
  /** The folder we were started in. */
  readonly cwd?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The folder whose first commit is to be made. */
export interface InitOptions extends GitOptions {
  /** Nothing was in the folder before but perhaps an empty repository. */
  readonly wasEmpty?: boolean;
}

/** What git says of the files in a folder. `none`: it is in no repository. */
export type WorkTreeState =
  | { readonly kind: 'none' | 'clean' }
  | { readonly kind: 'dirty'; readonly paths: readonly string[] }
  | { readonly kind: 'unknown'; readonly message: string };

const MESSAGE = 'Initial commit';
// A signing program that waits for a person must not hold us for ever.
const TIMEOUT_MS = 60_000;

// Programs that the configuration of a repository names are not run to look at it.
const UNCONFIGURED = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${devNull}`];

const BY_HAND_START = ['git init -b main'];
const BY_HAND_COMMIT = ['git add --all', `git commit -m "${MESSAGE}"`];
const BY_HAND_IDENTITY = [
  'git config --global user.name "Your Name"',
  'git config --global user.email "you@example.com"',
];

/**
 * Why no first commit is to be made: the folder belongs to a repository already, which is left to its owner. Nothing
 * when one is to be made.
 *
 * @param folder absolute path
 */
export async function ownedRepository(folder: string, options: InitOptions = {}): Promise<StepResult | undefined> {
  const { wasEmpty = false, ...rest } = options;
  const settings = { folder, timeout: TIMEOUT_MS, ...rest };
  const owner = repositoryOf(folder);
  if (owner === folder) {
    if (!(await isRepository(folder, settings)) || (wasEmpty && !(await hasCommits(settings)))) return undefined;
    return stepSkipped('git', 'the folder is a git repository already; commit the new files yourself');
  }
  if (owner === undefined || (await isIgnoredIn(owner, folder, settings))) return undefined;
  return stepSkipped('git', `the folder belongs to the git repository ${owner}; commit the new files there`);
}

/** What is called `.git` may be an empty folder, or lead nowhere. */
async function isRepository(folder: string, options: ProgramOptions): Promise<boolean> {
  return (await git([...UNCONFIGURED, 'rev-parse', '--resolve-git-dir', join(folder, '.git')], options)).ok;
}

async function hasCommits(options: ProgramOptions): Promise<boolean> {
  return (await git([...UNCONFIGURED, 'rev-parse', '--verify', '--quiet', 'HEAD'], options)).ok;
}

/**
 * Makes a git repository of the folder, unless it is one, and commits everything in it that is not ignored. It never
 * throws: the files stay, whatever happens here.
 *
 * The user's own configuration, hooks and templates apply; a relative path to them would lead into the folder, so it
 * does not count.
 *
 * @param folder absolute path of a folder that is not owned, see `ownedRepository`
 */
export async function initRepository(folder: string, options: GitOptions = {}): Promise<StepResult> {
  try {
    return await init(folder, { folder, timeout: TIMEOUT_MS, ...options });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return stepFailed('git', message, [...BY_HAND_START, ...BY_HAND_COMMIT]);
  }
}

async function init(folder: string, options: ProgramOptions): Promise<StepResult> {
  const template = await isRelative('init.templateDir', options);
  const started = await git(
    ['-c', 'init.defaultBranch=main', 'init', '--quiet', ...(template ? ['--template='] : [])],
    options,
  );
  if (!started.ok) return failed(started, [...BY_HAND_START, ...BY_HAND_COMMIT]);
  const hooks = await isRelative('core.hooksPath', options);
  return commit(hooks ? ['-c', `core.hooksPath=${join(folder, '.git', 'hooks')}`] : [], options);
}

async function commit(settings: readonly string[], options: ProgramOptions): Promise<StepResult> {
  const added = await git([...settings, 'add', '--all'], options);
  if (!added.ok) return failed(added, BY_HAND_COMMIT);
  // A .env of the user's that was there before may not be ignored: it is not for us to commit.
  const unstage = ['rm', '--cached', '--quiet', '--ignore-unmatch', '--', ENVIRONMENT_FILE];
  const unstaged = await git([...settings, ...unstage], options);
  if (!unstaged.ok) return failed(unstaged, BY_HAND_COMMIT);
  // Without this git makes up an identity of the names of the user and the host.
  const honest = [...settings, '-c', 'user.useConfigOnly=true'];
  for (const role of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    const identity = await git([...honest, 'var', role], options);
    if (identity.ok) continue;
    const message = 'git does not know your name and e-mail address, so nothing was committed';
    return stepFailed('git', message, [...BY_HAND_IDENTITY, ...BY_HAND_COMMIT]);
  }
  const committed = await git([...honest, 'commit', '--quiet', `--message=${MESSAGE}`], options);
  return committed.ok ? stepDone('git', 'repository made, files committed') : failed(committed, BY_HAND_COMMIT);
}

function git(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return runProgram('git', args, options);
}

function failed(result: ProgramResult, byHand: readonly string[]): StepResult {
  return stepFailed('git', result.failure, byHand);
}

/** Whether the user's configuration names a path that git would look up in the folder. */
async function isRelative(key: string, options: ProgramOptions): Promise<boolean> {
  const { ok, output } = await git(['config', '--type=path', '--get', key], options);
  const path = output.trim();
  return ok && path !== '' && !isAbsolute(path);
}

/** The top of the repository that the folder belongs to. */
function repositoryOf(folder: string): string | undefined {
  for (let top = folder; ; top = dirname(top)) {
    if (existsSync(join(top, '.git'))) return top;
    if (top === dirname(top)) return undefined;
  }
}

async function isIgnoredIn(owner: string, path: string, options: ProgramOptions): Promise<boolean> {
  const { ok } = await git(['-C', owner, ...UNCONFIGURED, 'check-ignore', '--quiet', '--', path], options);
  return ok;
}

/**
 * Whether git ignores a file that is not committed, by any of its rules; nothing is ignored outside of a repository.
 *
 * @param folder absolute path
 * @param path relative to the folder
 */
export async function isIgnored(folder: string, path: string, options: GitOptions = {}): Promise<boolean> {
  const owner = repositoryOf(folder);
  return owner !== undefined && isIgnoredIn(owner, join(folder, path), { folder, timeout: TIMEOUT_MS, ...options });
}

/**
 * What git says of the files in `folder`. Programs that the repository's own configuration names are not run.
 *
 * @param folder absolute path
 */
export async function workTreeState(folder: string, options: GitOptions = {}): Promise<WorkTreeState> {
  if (repositoryOf(folder) === undefined) return { kind: 'none' };
  const status = ['status', '--porcelain=v1', '-z', '--untracked-files=normal', '--ignore-submodules=all', '--', '.'];
  const result = await git(['--no-optional-locks', ...UNCONFIGURED, ...status], {
    folder,
    timeout: TIMEOUT_MS,
    ...options,
  });
  if (!result.ok) return { kind: 'unknown', message: result.failure };
  const paths = pathsOf(result.output);
  return paths.length === 0 ? { kind: 'clean' } : { kind: 'dirty', paths };
}

/** Reads `XY path`, and for a renamed file the old path in an entry of its own. */
function pathsOf(output: string): string[] {
  const entries = output.split('\0');
  const paths: string[] = [];
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] ?? '';
    if (entry.length < 4) continue;
    paths.push(entry.slice(3));
    if (/^[RC]|^.[RC]/.test(entry)) index += 1;
  }
  return paths;
}
