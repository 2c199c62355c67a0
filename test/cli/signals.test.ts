import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
  emittedFilesIn,
  filesIn,
  makeFolder,
  plantProgram,
  reportOf,
  repositoryWithPlop,
  run,
  start,
  temporaryFolder,
} from './support.ts';

const bundle = makeFolder();
let command = '';
let complete: Record<string, string> = {};

const bare = ['--no-install', '--no-git'];

beforeAll(async () => {
  command = bundleCommand(join(bundle, 'dist'));
  await run(command, ['app', ...bare], { cwd: bundle });
  complete = emittedFilesIn(join(bundle, 'app'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

/** Delays that reach from before the start of our code to after its end. */
const moments = [5, 20, 35, 42, 48, 54, 60, 66, 72, 80, 95, 130];

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it('leaves a new target absent or complete, and says which', async () => {
    for (const moment of moments) {
      const cwd = temporaryFolder();
      const { child, ended } = start(command, ['app', ...bare], { cwd });
      await setTimeout(moment);
      child.kill(signal);
      const { code, signal: killedBy } = await ended;

      if (existsSync(join(cwd, 'app'))) {
        expect([0, 4, null]).toContain(code);
        expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
      } else {
        // Before our first line runs, the system ends the process.
        expect(code ?? killedBy).toBe(code === null ? signal : codes[signal]);
      }
      expect(readdirSync(cwd).filter((name) => name !== 'app')).toEqual([]);
    }
  });

  it('while files are moved in keeps them, and is not overheard: code 4', async () => {
    const cwd = temporaryFolder();
    const sender = join(temporaryFolder(), 'sender.cjs');
    writeFileSync(
      sender,
      `const fs = require('fs'), { renameSync } = fs;
      fs.renameSync = (...paths) => { renameSync(...paths); process.kill(process.pid, '${signal}'); };
      require('module').syncBuiltinESMExports();`,
    );
    const environment = { NODE_OPTIONS: `--require ${sender}` };
    const ended = await run(command, ['app', ...bare, '--json'], { cwd, environment });
    expect(ended.code).toBe(4);
    expect(reportOf(ended)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('in place') as unknown }],
    });
    expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
  });

  it('during the install keeps the files: code 4', async () => {
    const cwd = temporaryFolder();
    const path = temporaryFolder();
    plantProgram(path, 'npm', `require('fs').writeFileSync('started', ''); setInterval(() => {}, 1000)`);
    const { child, ended } = start(command, ['app', '--json'], {
      cwd,
      environment: { PATH: `${path}:${process.env.PATH ?? ''}` },
    });
    while (!existsSync(join(cwd, 'app/started'))) await setTimeout(10);
    child.kill(signal);

    const result = await ended;

    expect(result.code).toBe(4);
    expect(reportOf(result).steps[0]).toMatchObject({ name: 'install', status: 'failed' });
    rmSync(join(cwd, 'app/started'));
    expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
  });

  it.each([
    ['before it writes: nothing was written', '', codes[signal], []],
    ['when it has begun to write: code 4', `writeFileSync('half.txt', '');`, 4, ['half.txt']],
  ])('ends a generator %s', async (_when, script, code, files) => {
    const cwd = repositoryWithPlop(
      `const { writeFileSync } = require('fs'); ${script} writeFileSync('node_modules/started', String(process.pid)); setInterval(() => {}, 1000)`,
    );
    const { child, ended } = start(command, ['generate', 'note', '--json'], { cwd });
    const started = join(cwd, 'node_modules/started');
    while (!existsSync(started) || readFileSync(started, 'utf8') === '') await setTimeout(10);
    child.kill(signal);

    const result = await ended;

    expect(result.code).toBe(code);
    expect(reportOf(result).files.map(({ path }) => path)).toEqual(files);
    expect(() => process.kill(Number(readFileSync(started, 'utf8')), 0)).toThrow('ESRCH');
  });
});

describe('Ctrl-C while plop asks', () => {
  it('ends plop alone, and is still a cancelled run', async () => {
    const cwd = repositoryWithPlop(`process.kill(process.pid, 'SIGINT')`);
    expect((await run(command, ['generate', 'note'], { cwd })).code).toBe(130);
  });
});

describe('SIGKILL', () => {
  it('leaves a new target absent or complete, and the next run works', async () => {
    for (const moment of moments) {
      const cwd = temporaryFolder();
      const { child, ended } = start(command, ['app', ...bare], { cwd });
      await setTimeout(moment);
      child.kill('SIGKILL');
      await ended;

      const isThere = existsSync(join(cwd, 'app'));
      if (isThere) expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
      const next = await run(command, ['app', ...bare], { cwd });
      expect(next.code).toBe(isThere ? 3 : 0);
      expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
      expect(readdirSync(cwd)).toEqual(['app']);
    }
  });

  /** A repository in which adding a feature was killed when it had moved some of its files in. */
  const killedAddition = async (): Promise<{ cwd: string; before: Record<string, string> }> => {
    const parent = temporaryFolder();
    await run(command, ['app', '--no-install', '--without', 'cache'], { cwd: parent });
    const cwd = join(parent, 'app');
    const before = emittedFilesIn(cwd);
    const killer = join(temporaryFolder(), 'killer.cjs');
    writeFileSync(
      killer,
      `const fs = require('fs'), { renameSync } = fs; let count = 0;
      fs.renameSync = (...paths) => { renameSync(...paths); if (++count === 2) process.kill(process.pid, 'SIGKILL'); };
      require('module').syncBuiltinESMExports();`,
    );
    const environment = { NODE_OPTIONS: `--require ${killer}` };
    const { signal } = await run(command, ['add', 'cache', '--no-install'], { cwd, environment });
    expect(signal).toBe('SIGKILL');
    expect(emittedFilesIn(cwd)).not.toEqual(before);
    return { cwd, before };
  };

  it('in the middle of an addition never leaves a manifest that says it is done', async () => {
    const { cwd, before } = await killedAddition();
    expect(emittedFilesIn(cwd)['.backend-architect.json']).toBe(before['.backend-architect.json']);
  });

  it('in the middle of an addition is repaired by the same addition', async () => {
    const { cwd } = await killedAddition();
    expect((await run(command, ['add', 'cache', '--no-install'], { cwd })).code).toBe(0);
    expect(emittedFilesIn(cwd)).toEqual(complete);
    expect(readdirSync(join(cwd, '..'))).toEqual(['app']);
  });

  it.each([
    ['another addition', ['add', 'queue', '--no-install'], 0],
    ['a check', ['check'], 0],
    ['a generator', ['generate', 'note'], 3],
  ])('in the middle of an addition is repaired by %s', async (_what, args, code) => {
    const { cwd } = await killedAddition();
    expect((await run(command, args, { cwd })).code).toBe(code);
    expect(emittedFilesIn(cwd)).not.toHaveProperty(['src/cached-web.js']);
    expect(readdirSync(join(cwd, '..'))).toEqual(['app']);
  });

  it.each([
    ['a dry run', ['add', 'cache', '--dry-run', '--no-install']],
    ['a check that may not write', ['check', '--no-write']],
  ])('in the middle of an addition is told by %s, which leaves it as it is', async (_what, args) => {
    const { cwd } = await killedAddition();
    const half = filesIn(join(cwd, '..'));
    const ended = await run(command, args, { cwd });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('A run was interrupted');
    expect(filesIn(join(cwd, '..'))).toEqual(half);
  });

  it('in a folder that existed is repaired by the next run', async () => {
    for (const moment of moments) {
      const cwd = temporaryFolder();
      mkdirSync(join(cwd, 'app'));
      writeFileSync(join(cwd, 'app/README.md'), 'mine\n');
      const args = ['app', ...bare, '--on-conflict', 'overwrite'];
      const { child, ended } = start(command, args, { cwd });
      await setTimeout(moment);
      child.kill('SIGKILL');
      await ended;

      expect((await run(command, args, { cwd })).code).toBe(0);
      expect(emittedFilesIn(join(cwd, 'app'))).toEqual(complete);
      expect(Object.keys(filesIn(cwd)).filter((path) => !path.startsWith('app/'))).toEqual([]);
    }
  });
});
