import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import type { PackageManager } from '../compose/answers.ts';
import { runProgram } from './run-program.ts';
import { stepDone, stepFailed, type StepResult } from './steps.ts';

/** How dependencies are installed. */
export interface InstallOptions {
  /** The folder we were started in. */
  readonly cwd?: string | undefined;
  /** Told each line that the package manager prints. */
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface InstallCommand {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

// Yarn 1 refuses repositories that ask for another version of it, naming the field; corepack brings that version.
const VERSION_FIELD = '"packageManager"';
const GET_VERSION = 'corepack enable';

/** Each is told not to look above the folder, where somebody else's workspace and configuration may lie. */
const COMMANDS: Readonly<Record<PackageManager, InstallCommand>> = {
  npm: { args: ['install', '--no-workspaces', '--no-audit', '--no-fund'], environment: {} },
  pnpm: { args: ['install', '--ignore-workspace'], environment: {} },
  yarn: { args: ['install'], environment: { YARN_IGNORE_PATH: '1' } },
  bun: { args: ['install'], environment: {} },
};

/**
 * Installs the dependencies of the repository in `folder`. It never throws: the files stay, whatever happens here.
 *
 * @param folder absolute path
 */
export async function installDependencies(
  folder: string,
  manager: PackageManager,
  options: InstallOptions = {},
): Promise<StepResult> {
  const command = `${manager} install`;
  const { args, environment } = COMMANDS[manager];
  try {
    const foreign = manager === 'yarn' ? yarnConfigurationAbove(folder) : undefined;
    if (foreign !== undefined) {
      return stepFailed('install', `yarn would load ${foreign}, which is not ours to trust`, [command]);
    }
    const madeLockFile = manager === 'yarn' && markAsYarnProject(folder);
    const result = await runProgram(manager, args, { folder, environment, ...options });
    if (madeLockFile && !result.ok) removeEmptyFile(join(folder, YARN_LOCK));
    if (result.ok) return stepDone('install', 'dependencies installed');
    const isOtherVersion = result.failure.includes(VERSION_FIELD);
    return stepFailed('install', result.failure, isOtherVersion ? [GET_VERSION, command] : [command]);
  } catch (error) {
    return stepFailed('install', error instanceof Error ? error.message : String(error), [command]);
  }
}

const YARN_LOCK = 'yarn.lock';

/** Yarn loads plug-ins named in such files of all folders above; only the user's own is theirs to trust. */
function yarnConfigurationAbove(folder: string): string | undefined {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (above === homedir()) continue;
    const found = ['.yarnrc.yml', '.yarnrc'].map((name) => join(above, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An empty lock file tells yarn that the folder is a project of its own, not part of one above. */
function markAsYarnProject(folder: string): boolean {
  const path = join(folder, YARN_LOCK);
  if (existsSync(path)) return false;
  writeFileSync(path, '', { flag: 'wx' });
  return true;
}

function removeEmptyFile(path: string): void {
  if (existsSync(path) && readFileSync(path).length === 0) unlinkSync(path);
}
