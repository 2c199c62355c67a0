import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
  emittedFilesIn,
  filesIn,
  makeFolder,
  plainEnvironment,
  reportOf,
  run,
  temporaryFolder,
  type Ended,
} from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const bare = ['--no-install', '--no-git'];
const create = (cwd: string, ...args: readonly string[]): Promise<Ended> => run(command, args, { cwd });
const json = async (cwd: string, ...args: readonly string[]) => reportOf(await create(cwd, ...args, '--json'));

describe('a new repository', () => {
  it('has the files of the chosen features, and says so', async () => {
    const cwd = temporaryFolder();

    const report = await json(cwd, 'app', ...bare, '--with', 'queue', '--web-adapter', 'thick');

    expect(report).toMatchObject({ ok: true, code: 0, target: join(cwd, 'app'), problems: [] });
    const files = filesIn(join(cwd, 'app'));
    expect(report.files.map((file) => file.path).sort()).toEqual(Object.keys(files).sort());
    expect(new Set(report.files.map((file) => file.action))).toEqual(new Set(['create']));
    expect(Object.keys(files).sort()).toEqual([
      '.backend-architect.json',
      '.env',
      '.gitignore',
      'Boxfile',
      'README.md',
      'badge.txt',
      'generators/note/generator.js',
      'identity.txt',
      'package.json',
      'queue.txt',
      'sources.txt',
      'src/cache.js',
      'src/cached-web.js',
      'src/main.js',
      'src/web.js',
      'start.sh',
      'store.yaml',
    ]);
    expect(files['src/web.js']).toContain("'thick'");
    expect(statSync(join(cwd, 'app/start.sh')).mode & 0o111).toBe(0o111);
  });

  it('leaves nothing beside itself', async () => {
    const cwd = temporaryFolder();
    await create(cwd, 'deep/er/app', ...bare);
    expect(readdirSync(cwd)).toEqual(['deep']);
    expect(readdirSync(join(cwd, 'deep/er'))).toEqual(['app']);
  });

  it('depends on the answers alone: other folder, other time, other user settings', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    await create(one, 'app', ...bare);
    await run(command, ['app', ...bare], {
      cwd: two,
      environment: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', USER: 'eve' },
    });
    expect(emittedFilesIn(join(two, 'app'))).toEqual(emittedFilesIn(join(one, 'app')));
  });

  it('has secrets of its own, in a file only its owner can read, and never printed', async () => {
    const cwd = temporaryFolder();
    const ended = [await create(cwd, 'one', ...bare), await create(cwd, 'two', ...bare, '--json')];

    const secrets = ['one', 'two'].map((name) => {
      expect(statSync(join(cwd, name, '.env')).mode & 0o777).toBe(0o600);
      return /STORE_PASSWORD=(.{20,})/.exec(readFileSync(join(cwd, name, '.env'), 'utf8'))?.[1] ?? '';
    });
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) {
      expect(secret).not.toBe('');
      for (const { stdout, stderr } of ended) expect(stdout + stderr).not.toContain(secret);
    }
  });

  it('is repeated by the command that it prints', async () => {
    const cwd = temporaryFolder();
    const { repeat } = await json(cwd, 'my app', ...bare, '--stack', 'grid', '--auth', 'none', '--without', 'cache');
    rmSync(join(cwd, 'my app/.env'));
    const before = emittedFilesIn(join(cwd, 'my app'));
    rmSync(join(cwd, 'my app'), { recursive: true });

    expect(repeat).toMatch(/^npx create-backend-architect@9\.8\.7 'my app' /);
    const line = (repeat ?? '').replace(/^npx \S+/, '"$NODE" "$ENTRY"');
    execFileSync('/bin/sh', ['-c', line], {
      cwd,
      env: { ...plainEnvironment(), NODE: process.execPath, ENTRY: command },
    });

    expect(emittedFilesIn(join(cwd, 'my app'))).toEqual(before);
  });

  it('writes nothing on a dry run, and prints every file', async () => {
    const cwd = temporaryFolder();
    const ended = await create(cwd, 'app', '--dry-run');
    expect(ended.code).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
    expect(ended.stdout).toContain('create    src/web.js');
    expect(reportOf(await create(cwd, 'app', '--dry-run', '--json')).files).toHaveLength(15);
  });
});

describe('names', () => {
  it.each([
    ['My Shop', 'my-shop'],
    ['Größe', 'gro-e'],
    ['.hidden', 'hidden'],
    ['http', 'http-backend'],
  ])('makes a legal name of the folder %j, and shows it', async (directory, name) => {
    const { stdout } = await create(temporaryFolder(), directory, '--dry-run');
    expect(stdout).toContain(`${name} (made legal from the folder's name)`);
  });

  it('takes the folder of a scoped name from its last part', async () => {
    const cwd = temporaryFolder();
    const { target } = await json(cwd, '@acme/shop', ...bare);
    expect(target).toBe(join(cwd, 'shop'));
    expect(readFileSync(join(cwd, 'shop/package.json'), 'utf8')).toContain('"name": "@acme/shop"');
  });

  it('takes a given name as it is', async () => {
    const cwd = temporaryFolder();
    await create(cwd, 'app', ...bare, '--name', '@acme/other');
    expect(readFileSync(join(cwd, 'app/package.json'), 'utf8')).toContain('"name": "@acme/other"');
  });
});

describe('a folder that exists', () => {
  it('counts as empty when it holds only .git', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app/.git'), { recursive: true });
    writeFileSync(join(cwd, 'app/.git/keep'), '');
    expect((await create(cwd, 'app', ...bare)).code).toBe(0);
    expect(readdirSync(join(cwd, 'app/.git'))).toEqual(['keep']);
  });

  it('is refused with every file listed', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app/deep'), { recursive: true });
    writeFileSync(join(cwd, 'app/one.txt'), '1');
    writeFileSync(join(cwd, 'app/deep/two.txt'), '2');

    const ended = await create(cwd, 'app', ...bare, '--json');

    expect(ended.code).toBe(3);
    expect(reportOf(ended)).toMatchObject({ ok: false, code: 3 });
    expect(ended.stderr).toMatch(/^✖ app is not empty\.\n {2}Choose another directory, or use --on-conflict skip/);
    expect(ended.stdout).toContain('one.txt');
    expect(ended.stdout).toContain('deep/two.txt');
    expect(Object.keys(filesIn(join(cwd, 'app')))).toHaveLength(2);
  });

  it('is never the root of the file system', async () => {
    const ended = await create(temporaryFolder(), '/', ...bare, '--dry-run');
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('root of the file system');
  });

  it.each([
    ['skip', 'skip', 'mine'],
    ['overwrite', 'overwrite', '# app'],
  ])('is treated as --on-conflict %s says', async (policy, action, start) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app'));
    writeFileSync(join(cwd, 'app/README.md'), 'mine\n');
    writeFileSync(join(cwd, 'app/.env'), 'KEEP=me\n');

    const { files } = await json(cwd, 'app', ...bare, '--on-conflict', policy);

    expect(files).toContainEqual({ path: 'README.md', action });
    expect(readFileSync(join(cwd, 'app/README.md'), 'utf8').startsWith(start)).toBe(true);
    expect(readFileSync(join(cwd, 'app/.env'), 'utf8')).toBe('KEEP=me\n');
  });

  it('is merged, and merged again without change', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app'));
    writeFileSync(join(cwd, 'app/package.json'), '{"name":"mine","scripts":{"own":"x"}}');
    writeFileSync(join(cwd, 'app/.gitignore'), 'mine/\n');

    expect((await create(cwd, 'app', ...bare, '--on-conflict', 'merge')).code).toBe(0);
    const once = filesIn(join(cwd, 'app'));
    expect(JSON.parse(once['package.json'] ?? '')).toMatchObject({
      name: 'mine',
      scripts: { own: 'x', dev: 'node src/main.js' },
    });
    expect(once['.gitignore']).toMatch(/mine\/[^]*node_modules\//);

    expect((await create(cwd, 'app', ...bare, '--on-conflict', 'merge')).code).toBe(0);
    expect(filesIn(join(cwd, 'app'))).toEqual(once);
  });

  it.each(['fail', 'skip', 'overwrite', 'merge'])('is refused behind a link, under %s too', async (policy) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'real'));
    symlinkSync('real', join(cwd, 'link'));
    for (const directory of ['link', 'link/app']) {
      const ended = await create(cwd, directory, ...bare, '--on-conflict', policy);
      expect(ended.code).toBe(3);
    }
    expect(readdirSync(join(cwd, 'real'))).toEqual([]);
  });

  it('lets exactly one of parallel runs win', async () => {
    const cwd = temporaryFolder();
    const ended = await Promise.all(Array.from({ length: 6 }, () => create(cwd, 'app', ...bare)));
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 3, 3, 3, 3, 3]);
  });

  it('that cannot be made is one line, and code 1', async () => {
    const tooLong = Array.from({ length: 100 }, () => 'folder'.repeat(10)).join('/');
    const ended = await create(temporaryFolder(), tooLong, ...bare);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('the path is too long');
    expect(ended.stderr).not.toContain('    at ');
  });

  // A limit of 0 bytes refuses what a full disk refuses: a file is made, and nothing can be written to it.
  it.skipIf(process.platform === 'win32')('leaves nothing, no folder above either, when nothing can be written', () => {
    const cwd = temporaryFolder();
    const words = [process.execPath, command, 'groups/shop', ...bare];
    const ended = spawnSync('sh', ['-c', 'ulimit -f 0; exec "$0" "$@"', ...words], { cwd, env: plainEnvironment() });
    expect(ended.status).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
