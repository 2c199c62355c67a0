import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { seedDatabase } from './seed.ts';
import { startServer, type RunningServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server under test is reached. */
    baseUrl: string;
  }
}

/** What `build` in package.json makes, whatever the package manager is. That the types fit is for `typecheck` to say. */
const build = (): void => {
  rmSync('dist', { recursive: true, force: true });
  const compiler = ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json', '--noCheck'];
  const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed; its output is above.');
};

/**
 * Builds the backend and starts it as production would, on a migrated and seeded database of its own. With `BASE_URL`
 * the tests run against that server instead; those that need a server of their own still start one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const given = process.env['BASE_URL'];
  // Vite sets the variable as well, to the path `/`, when it is not given.
  if (given?.startsWith('http') === true) {
    project.provide('baseUrl', given.replace(/\/$/, ''));
    return () => Promise.resolve();
  }
  const { database, server } = await startSeeded();
  project.provide('baseUrl', server.url);
  return async () => {
    await server.stop();
    await database.close();
  };
}

const startSeeded = async (): Promise<{ database: TestDatabase; server: RunningServer }> => {
  const database = await createTestDatabase();
  try {
    seedDatabase(database);
    return { database, server: await startServer(database) };
  } catch (error) {
    await database.close();
    throw error;
  }
};
