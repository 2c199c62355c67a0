import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The stacks that there are. */
export const stacks = (): readonly string[] =>
  readdirSync(join(projectRoot, 'templates/stack'))
    .filter((stack) => existsSync(join(projectRoot, 'templates/stack', stack, 'feature.ts')))
    .sort();

const node = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
  execFileSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();

/** An emitted and compiled repository. */
export interface EmittedRepository {
  readonly stack: string;
  readonly folder: string;
}

/** Emits the standard preset with a stack, linked to the shared install, and compiles it. */
export const emitRepository = (stack: string): EmittedRepository => {
  const folder = join(projectRoot, '.cache/bench/server', stack);
  node(projectRoot, ['--import', 'tsx', 'scripts/shared-install.ts']);
  node(projectRoot, ['--import', 'tsx', 'scripts/emit.ts', folder, '--stack', stack]);
  node(folder, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json']);
  return { stack, folder };
};

/** The password of the seeded accounts. */
export const seedPassword = 'a long enough passphrase for a bench';

/** Migrates a database and fills it. */
export const fillDatabase = ({ folder }: EmittedRepository, databaseUrl: string, products: number): void => {
  const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, SEED_PASSWORD: seedPassword, LOG_LEVEL: 'warn' };
  node(folder, ['dist/src/commands/db.js', 'migrate'], env);
  node(folder, ['dist/src/commands/db.js', 'seed'], { ...env, SEED_PRODUCTS: String(products) });
};

/** A signing key for production, made by the repository's own command. */
export const signingKeys = ({ folder }: EmittedRepository): string => {
  const printed = node(folder, ['dist/src/commands/rotate-keys.js', '--new'], {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
  });
  return (
    printed
      .split('\n')
      .at(-1)
      ?.replace(/^JWT_KEYS=/, '') ?? ''
  );
};

/** What follows `node` in the command that starts the server in production. */
export const startArguments = ({ folder }: EmittedRepository): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
};
