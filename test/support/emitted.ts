import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputFile } from 'fs-extra/esm';
import type { Answers } from '../../src/compose/answers.ts';
import { readCatalogue } from '../../src/compose/catalogue-disk.ts';
import { derive } from '../../src/compose/derive.ts';
import { emit, type EmitResult } from '../../src/compose/emit.ts';
import { standardShop } from '../../src/standards/testing/shop.ts';

const sharedModules = fileURLToPath(new URL('../../.cache/emitted/node_modules', import.meta.url));

/** The answers that are given when nothing is said. */
export const defaultAnswers = standardShop;

export const catalogue = await readCatalogue();

/** Emits in memory, without what follows from other files; `writeRepository` adds that. */
export const emitWith = (changes: Partial<Answers>): EmitResult => emit({ ...defaultAnswers, ...changes }, catalogue);

/** A repository on disk, with the shared install linked in. */
export interface EmittedRepository {
  readonly folder: string;
  /** Variables that its scripts get besides those of this process. */
  readonly environment: Record<string, string>;
  /** Runs an npm script and rejects, with all it printed, when it fails or prints a warning. */
  run(script: string, ...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** The command failed; the message holds everything it printed. */
class CommandFailedError extends Error {
  constructor(command: string, folder: string, output: string) {
    super(`"${command}" failed in ${folder}:\n${output}`);
    this.name = 'CommandFailedError';
  }
}

interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

const runCommand = ({ folder, environment }: Surroundings, command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, CI: 'true', ...environment };
    const child = spawn(command, args, { cwd: folder, env, stdio: 'pipe' });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new CommandFailedError(`${command} ${args.join(' ')}`, folder, output.slice(-20_000)));
    });
  });

/** Writes an emission into a new folder under the system's temporary folder. */
export const writeRepository = async (result: EmitResult): Promise<EmittedRepository> => {
  if (!existsSync(sharedModules)) throw new Error('Run "npm run shared-install" first.');
  const folder = await mkdtemp(join(tmpdir(), 'emitted-'));
  const { emission } = await derive(result);
  for (const [path, file] of emission) {
    await outputFile(join(folder, path), file.content, { mode: file.mode ?? 0o644 });
  }
  await symlink(sharedModules, join(folder, 'node_modules'));
  const environment = {};
  return {
    folder,
    environment,
    run: (script, ...args) => runCommand({ folder, environment }, 'npm', ['run', '--silent', script, '--', ...args]),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/** The lock file that an install would write: what npm remembers of the shared install, for this repository. */
export const lockFileOf = (folder: string): string => {
  // Both are JSON objects that npm, or the generator, has written.
  const lock = JSON.parse(readFileSync(join(sharedModules, '.package-lock.json'), 'utf8')) as {
    packages: Record<string, object>;
  };
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, engines, dependencies, devDependencies } = manifest;
  const root = { name, version, engines, dependencies, devDependencies };
  return `${JSON.stringify({ ...lock, name, version, packages: { ...lock.packages, '': root } }, null, 2)}\n`;
};
