import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emittedFilesIn, makeFolder, plainEnvironment, temporaryFolder } from '../cli/support.ts';
import { madeBySources } from './made-by-sources.ts';
import { packInto } from './packed.ts';
import { startRegistry } from './registry.ts';

const folder = makeFolder();
let registry: { url: string; server: Server };

beforeAll(async () => {
  registry = await startRegistry(packInto(folder));
});
afterAll(() => {
  registry.server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs npm against our registry alone, with a cache and a configuration of its own. */
const npm = (args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const env = plainEnvironment({
      npm_config_registry: registry.url,
      npm_config_cache: join(folder, 'cache'),
      npm_config_userconfig: '/dev/null',
      npm_config_fetch_retries: '0',
      npm_config_update_notifier: 'false',
      npm_config_yes: 'true',
    });
    const child = spawn('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });

it('npm create backend-architect makes a repository', async () => {
  const cwd = temporaryFolder();
  const args = ['create', 'backend-architect@latest', 'app', '--', '--preset', 'minimal', '--no-install', '--no-git'];

  const { code, output } = await npm(args, cwd);

  expect(output).toContain('Next steps');
  expect(code).toBe(0);
  expect(emittedFilesIn(join(cwd, 'app'))).toEqual(await madeBySources({ preset: 'minimal' }));
});

it('and its exit codes come through', async () => {
  const { code, output } = await npm(['create', 'backend-architect', '--', '--yes'], temporaryFolder());
  expect(code).toBe(2);
  expect(output).toContain('directory');
});
