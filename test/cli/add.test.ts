import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
  emittedFilesIn,
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

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd, env: plainEnvironment(), encoding: 'utf8' });

/** A repository of ours, committed. */
const repository = async (...args: readonly string[]): Promise<string> => {
  const cwd = temporaryFolder();
  const ended = await run(command, ['app', '--no-install', ...args], { cwd });
  if (ended.code !== 0) throw new Error(ended.stderr);
  return join(cwd, 'app');
};

const add = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  run(command, ['add', '--no-install', '--json', ...args], { cwd });

describe('adding features', () => {
  it('makes what creating with them makes', async () => {
    const added = await repository();
    const created = await repository('--with', 'queue');

    expect((await add(added, 'queue')).code).toBe(0);

    expect(emittedFilesIn(added)).toEqual(emittedFilesIn(created));
  });

  it('brings back what was left out of the preset', async () => {
    const added = await repository('--without', 'cache');
    const { files } = reportOf(await add(added, 'cache'));

    expect(files).toContainEqual({ path: 'src/cached-web.js', action: 'create' });
    expect(emittedFilesIn(added)).toEqual(emittedFilesIn(await repository()));
  });

  it('brings back what it stands on, if that was left out as well', async () => {
    const folder = await repository('--preset', 'full', '--without', 'queue,ledger,report');
    expect((await add(folder, 'report')).code).toBe(0);
    expect(emittedFilesIn(folder)).toEqual(emittedFilesIn(await repository('--preset', 'full', '--without', 'ledger')));
  });

  it('takes the options of what it adds', async () => {
    const folder = await repository();
    const options = ['--report-form', 'long'];
    expect((await add(folder, 'report', ...options)).code).toBe(0);
    expect(emittedFilesIn(folder)).toEqual(emittedFilesIn(await repository('--with', 'report', ...options)));
  });

  it('adds a way to sign in', async () => {
    const folder = await repository('--auth', 'none');
    await add(folder, 'badge');
    expect(emittedFilesIn(folder)).toEqual(emittedFilesIn(await repository('--auth', 'badge')));
  });

  it('changes nothing the second time', async () => {
    const folder = await repository('--with', 'queue');
    const before = emittedFilesIn(folder);

    const ended = await add(folder, 'queue', 'cache');

    expect(ended.code).toBe(0);
    expect(reportOf(ended).files).toEqual([]);
    expect(emittedFilesIn(folder)).toEqual(before);
  });

  it('keeps what the user wrote', async () => {
    const folder = await repository();
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    writeFileSync(join(folder, 'README.md'), `${readme}\n\nMy own words.\n`);
    writeFileSync(join(folder, 'own.js'), 'mine\n');
    git(folder, 'add', '--all');
    git(folder, 'commit', '-qm', 'mine');

    expect((await add(folder, 'queue')).code).toBe(0);

    const files = emittedFilesIn(folder);
    expect(files['README.md']).toContain('queue');
    expect(files['README.md']).toContain('My own words.');
    expect(files['own.js']).toBe('mine\n');
  });

  it('makes anew what follows from other files, from those of the user as well', async () => {
    const folder = await repository('--with', 'queue', '--without', 'cache');
    const listed = (): string => readFileSync(join(folder, 'sources.txt'), 'utf8');
    expect(listed()).not.toContain('cached-web');
    writeFileSync(join(folder, 'src/mine.js'), 'export const mine = true;\n');
    writeFileSync(join(folder, 'sources.txt'), 'edited\n');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--message', 'mine');

    expect((await add(folder, 'cache')).code).toBe(0);

    expect(listed().split('\n')).toEqual(expect.arrayContaining(['src/cached-web.js', 'src/mine.js']));
  });

  it('reports what follows from other files as unchanged when it stays the same', async () => {
    const folder = await repository('--with', 'queue', '--auth', 'none');
    const { files } = reportOf(await add(folder, 'badge'));
    expect(files).toContainEqual({ path: 'sources.txt', action: 'unchanged' });
    const written = files.filter(({ action }) => action !== 'unchanged').map(({ path }) => path);
    expect(git(folder, 'status', '--porcelain', '--untracked-files=all').split('\n').length - 1).toBe(written.length);
  });

  describe('that need secrets', () => {
    const secret = /^QUEUE_PASSWORD=[\w-]{43}$/m;

    it('makes them where none were, and prints none', async () => {
      const folder = await repository();
      rmSync(join(folder, '.env'));
      const ended = await add(folder, 'queue');
      const text = readFileSync(join(folder, '.env'), 'utf8');
      expect(text).toMatch(secret);
      expect(text).toMatch(/^STORE_PASSWORD=[\w-]{43}$/m);
      expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
      expect(reportOf(ended).files).toContainEqual({ path: '.env', action: 'create' });
      expect(ended.stderr).not.toContain('QUEUE_PASSWORD');
      expect(ended.stderr + ended.stdout).not.toContain(secret.exec(text)?.[0].slice(15));
    });

    it('leaves a file that is there alone, and names what it lacks', async () => {
      const folder = await repository();
      writeFileSync(join(folder, '.env'), '# mine\nSTORE_PASSWORD=old');
      const ended = await add(folder, 'queue');
      expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('# mine\nSTORE_PASSWORD=old');
      expect(ended.stderr).toContain('give QUEUE_PASSWORD a value of its own in .env');
    });

    it('asks for none that is there', async () => {
      const folder = await repository();
      writeFileSync(join(folder, '.env'), 'QUEUE_PASSWORD=mine\n');
      expect((await add(folder, 'queue')).stderr).not.toContain('QUEUE_PASSWORD');
    });

    it('leaves them to the person where git does not ignore the file', async () => {
      const folder = await repository();
      rmSync(join(folder, '.env'));
      writeFileSync(join(folder, '.gitignore'), 'node_modules/\n');
      git(folder, 'commit', '-qam', 'mine');
      const ended = await add(folder, 'queue');
      expect(ended.code).toBe(0);
      expect(existsSync(join(folder, '.env'))).toBe(false);
      expect(ended.stderr).toContain('give QUEUE_PASSWORD a value of its own in .env');
    });
  });

  it('writes nothing on a dry run, and says what it would do', async () => {
    const folder = await repository();
    const before = emittedFilesIn(folder);
    const ended = await add(folder, 'queue', '--dry-run');
    expect(reportOf(ended).files).toContainEqual({ path: 'queue.txt', action: 'create' });
    expect(ended.stderr).toContain('Dry run: nothing is written.');
    expect(ended.stderr).toContain('create    queue.txt');
    expect(ended.stderr).toContain('create-backend-architect@9.8.7 add queue --yes --no-install');
    expect(emittedFilesIn(folder)).toEqual(before);
  });

  it('is repeated with its options', async () => {
    const { repeat } = reportOf(await add(await repository(), 'queue', '--on-conflict', 'merge'));
    expect(repeat).toBe('npx create-backend-architect@9.8.7 add queue --yes --no-install --on-conflict merge');
  });
});

describe('adding is refused', () => {
  const conflicting = async (): Promise<string> => {
    const folder = await repository();
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    writeFileSync(join(folder, 'README.md'), readme.replace('Features:', 'What it can:'));
    git(folder, 'commit', '-qam', 'mine');
    return folder;
  };

  it('where the same lines were edited, unless told how to settle it', async () => {
    const folder = await conflicting();
    const before = emittedFilesIn(folder);

    const ended = await add(folder, 'queue');

    expect(ended.code).toBe(3);
    expect(reportOf(ended).problems[0]?.message).toContain('README.md');
    expect(emittedFilesIn(folder)).toEqual(before);
  });

  it.each([
    ['skip', /What it can:(?!.*queue)/],
    ['overwrite', /^Features:.*queue/m],
    ['merge', /^<{7} [^]*What it can[^]*^>{7} /m],
  ])('and settled by --on-conflict %s', async (policy, content) => {
    const folder = await conflicting();
    const ended = await add(folder, 'queue', '--on-conflict', policy);
    expect(ended.code).toBe(0);
    expect(reportOf(ended).steps.some(({ name }) => name === 'merge')).toBe(policy === 'merge');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(content);
    expect(emittedFilesIn(folder)['queue.txt']).toBe('queue\n');
  });

  it('in a work tree with changes, which are listed', async () => {
    const folder = await repository();
    writeFileSync(join(folder, 'src/main.js'), 'changed\n');
    for (const args of [['queue'], ['queue', '--dry-run']]) {
      const ended = await add(folder, ...args);
      expect(ended.code).toBe(3);
      expect(ended.stdout).toContain('src/main.js');
    }
  });

  it('with the option of a feature that is not there', async () => {
    const ended = await add(await repository('--stack', 'grid'), 'queue', '--web-adapter', 'thick');
    expect(ended.code).toBe(2);
    expect(reportOf(ended).problems.map(({ option }) => option)).toEqual(['web-adapter']);
  });

  it.each([
    ['of the stack, which is there', ['workplan', '--web-adapter', 'thick']],
    ['of a feature that is there already', ['report', '--report-form', 'long']],
  ])('with an option %s', async (_what, args) => {
    const folder = await repository('--with', 'report');
    const before = emittedFilesIn(folder);
    const ended = await add(folder, ...args);
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain('which is not among the features that are added.');
    expect(emittedFilesIn(folder)).toEqual(before);
  });

  it('where no repository of ours is', async () => {
    const ended = await add(temporaryFolder(), 'queue');
    expect(ended.code).toBe(3);
    expect(reportOf(ended).problems[0]?.message).toContain('.backend-architect.json');
    expect(reportOf(ended).problems[0]?.suggestion).toContain('Change into the root');
    const unknown = reportOf(await add(temporaryFolder(), 'telepathy')).problems[0]?.message;
    expect(unknown).toContain('create-backend-architect list shows those that there are');
  });

  it('in a repository of another version, with the command for it', async () => {
    const folder = await repository();
    const manifest = join(folder, '.backend-architect.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('9.8.7', '1.2.3'));
    const ended = await add(folder, 'queue');
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('create-backend-architect@1.2.3');
    expect(reportOf(ended).target).toBe(folder);
  });

  it('with a manifest that makes no sense', async () => {
    const folder = await repository();
    writeFileSync(
      join(folder, '.backend-architect.json'),
      '{"generator":"9.8.7","answers":{},"features":[],"files":{}}',
    );
    expect((await add(folder, 'queue')).code).toBe(3);
  });

  const intruder = { name: 'a', entities: [{ name: 'Note', description: '*/ process.exit(1)', fields: [] }] };
  it.each([
    ['model', { model: intruder }, 'has no usable answer for "model"'],
    ['name', { name: "shop'); process.exit(1); ('" }, 'has no usable answer for "name"'],
    ['stack', { stack: 'gird' }, 'stack in .backend-architect.json does not know "gird".'],
    ['way to sign in', { auth: ['telepathy'] }, 'auth in .backend-architect.json does not know "telepathy".'],
    ['feature', { with: ['kernel'] }, 'with in .backend-architect.json does not know "kernel".'],
    ['choice', { options: { 'web-adapter': '../..' } }, 'webAdapter in .backend-architect.json does not know "../..".'],
    ['pair', { with: ['queue', 'ledger'] }, '.backend-architect.json: "queue" and "ledger" exclude each other'],
  ])('with, in the manifest, a %s that no command line could give', async (_what, answers, message) => {
    const folder = await repository();
    const path = join(folder, '.backend-architect.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { answers: Record<string, unknown> }; // our own file
    writeFileSync(path, JSON.stringify({ ...manifest, answers: { ...manifest.answers, ...answers } }));
    const ended = await add(folder, 'cache');
    expect(ended.code).toBe(3);
    expect(reportOf(ended).problems[0]?.message).toContain(message);
  });

  it('when features exclude each other', async () => {
    const ended = await add(await repository('--with', 'ledger'), 'queue');
    expect(ended.code).toBe(2);
    expect(reportOf(ended).problems[0]?.message).toContain('both own the same table');
  });
});
