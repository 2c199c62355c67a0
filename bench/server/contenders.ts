import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { projectRoot, signingKeys, startArguments, type EmittedRepository } from './emission.ts';
import type { ServerCommand } from './processes.ts';

/** A server that takes part. */
export interface Contender {
  readonly command: ServerCommand;
  /** Whether it is a bare one: no sign-in, nothing around the work. */
  readonly bare: boolean;
}

/** So high that no client reaches it; the counting itself stays on. */
const unreachable = '100000000';

/** A repository of ours, started as in production. */
export const emittedServer = (
  repository: EmittedRepository,
  databaseUrl: string,
  changes: Readonly<Record<string, string>> = {},
): ServerCommand => ({
  name: `ours, ${repository.stack}`,
  cwd: repository.folder,
  args: startArguments(repository),
  env: {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'bench-data-')),
    JWT_KEYS: signingKeys(repository),
    PUBLIC_URL: 'https://api.example.test',
    MAIL_URL: `file:${mkdtempSync(join(tmpdir(), 'bench-mail-'))}`,
    MAIL_FROM: 'Bench <bench@example.test>',
    RATE_LIMIT_ANONYMOUS: unreachable,
    RATE_LIMIT_USER: unreachable,
    RATE_LIMIT_AUTH: unreachable,
    ...changes,
  },
  readyPath: '/health/ready',
});

/** The bare servers, each a file of `baselines/`, beside the packages that they need. */
export const bareServers = (databaseUrl: string): readonly ServerCommand[] => {
  const source = join(projectRoot, 'bench/server/baselines');
  const folder = join(projectRoot, '.cache/bench/server/baselines');
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(source);
  for (const file of files) copyFileSync(join(source, file), join(folder, file));
  const packages = join(folder, 'node_modules');
  if (!existsSync(packages)) symlinkSync(join(projectRoot, '.cache/emitted/node_modules'), packages);
  return files
    .filter((file) => file !== 'queries.mjs')
    .map((file) => ({
      name: `bare ${basename(file, '.mjs')}`,
      cwd: folder,
      args: [file],
      env: { NODE_ENV: 'production', DATABASE_URL: databaseUrl },
      readyPath: '/health/live',
    }));
};
