import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
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

describe('a folder with a repository of its own', () => {
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd, env: plainEnvironment(), encoding: 'utf8' });

  /** A folder `app` in which everything is committed. */
  const committed = (files: Readonly<Record<string, string>>): string => {
    const cwd = temporaryFolder();
    const app = join(cwd, 'app');
    mkdirSync(app);
    git(app, 'init', '--quiet');
    for (const [path, content] of Object.entries(files)) writeFileSync(join(app, path), content);
    git(app, 'add', '--all');
    git(app, 'commit', '--quiet', '--message', 'mine');
    return cwd;
  };

  describe.each(['overwrite', 'merge'])('under --on-conflict %s', (policy) => {
    it.each([
      ['edited', []],
      ['staged', ['add', 'README.md']],
    ])('is refused while a file is %s, on a dry run too', async (_what, stage) => {
      const cwd = committed({ 'README.md': 'mine\n' });
      writeFileSync(join(cwd, 'app/README.md'), 'hours of work\n');
      if (stage.length > 0) git(join(cwd, 'app'), ...stage);
      for (const extra of [[], ['--dry-run']]) {
        const ended = await create(cwd, 'app', ...bare, '--on-conflict', policy, '--json', ...extra);
        expect(ended.code).toBe(3);
        expect(reportOf(ended).problems[0]?.message).toMatch(/^README\.md: .*commit or stash/);
        expect(Object.keys(filesIn(join(cwd, 'app'))).filter((path) => !path.startsWith('.git/'))).toEqual([
          'README.md',
        ]);
      }
      expect(readFileSync(join(cwd, 'app/README.md'), 'utf8')).toBe('hours of work\n');
    });

    it('is taken when everything is committed', async () => {
      const cwd = committed({ 'README.md': 'mine\n' });
      expect((await create(cwd, 'app', ...bare, '--on-conflict', policy)).code).toBe(0);
    });
  });

  it('is taken with uncommitted work under skip, which changes none of it', async () => {
    const cwd = committed({ 'README.md': 'mine\n', '.gitignore': '.env\n' });
    writeFileSync(join(cwd, 'app/README.md'), 'hours of work\n');
    expect((await create(cwd, 'app', ...bare, '--on-conflict', 'skip')).code).toBe(0);
    expect(readFileSync(join(cwd, 'app/README.md'), 'utf8')).toBe('hours of work\n');
  });

  it('may ignore the secrets by a rule that is not in its .gitignore', async () => {
    const cwd = committed({ '.gitignore': 'node_modules\n' });
    writeFileSync(join(cwd, 'app/.git/info/exclude'), '.env\n');
    expect((await create(cwd, 'app', ...bare, '--on-conflict', 'skip')).code).toBe(0);
  });

  it.each([
    ['skip', 'node_modules\n'],
    ['merge', '.env\n!.env\n'],
  ])('gets no secrets that it would not ignore, under %s', async (policy, rules) => {
    const cwd = committed({ '.gitignore': rules });
    const ended = await create(cwd, 'app', ...bare, '--on-conflict', policy, '--json');
    expect(ended.code).toBe(3);
    expect(reportOf(ended).problems[0]?.message).toMatch(/^\.env: .*\.gitignore does not ignore it/);
    expect(readdirSync(join(cwd, 'app')).sort()).toEqual(['.git', '.gitignore']);
  });
});

describe('a folder without a repository', () => {
  it.each([
    ['skip', 'node_modules\n'],
    ['merge', '.env\n!.env\n'],
  ])('gets no secrets that its .gitignore would not ignore, under %s', async (policy, rules) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app'));
    writeFileSync(join(cwd, 'app/.gitignore'), rules);
    for (const extra of [[], ['--no-git'], ['--dry-run']]) {
      const ended = await create(cwd, 'app', '--no-install', '--on-conflict', policy, ...extra);
      expect(ended.code).toBe(3);
      expect(readdirSync(join(cwd, 'app'))).toEqual(['.gitignore']);
    }
  });

  it('is committed for the first time where git was only started', async () => {
    const cwd = temporaryFolder();
    execFileSync('git', ['init', '--quiet', 'app'], { cwd });
    const ended = await create(cwd, 'app', '--no-install', '--json');
    expect(reportOf(ended).steps.at(-1)).toMatchObject({ name: 'git', status: 'done' });
    expect(execFileSync('git', ['log', '--format=%s'], { cwd: join(cwd, 'app'), encoding: 'utf8' })).toBe(
      'Initial commit\n',
    );
  });

  it.each([
    [
      'an empty folder',
      (path: string) => {
        mkdirSync(path);
      },
      'done',
      0,
    ],
    [
      'a file that leads nowhere',
      (path: string) => {
        writeFileSync(path, 'gitdir: /nowhere/at/all\n');
      },
      'failed',
      4,
    ],
  ])('does not take %s for a repository', async (_what, make, status, code) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app'));
    make(join(cwd, 'app/.git'));
    const ended = await create(cwd, 'app', '--no-install', '--json');
    expect(reportOf(ended).steps.at(-1)).toMatchObject({ name: 'git', status });
    expect(ended.code).toBe(code);
  });

  it('does not speak of a commit where the repository is left to its owner', async () => {
    const cwd = temporaryFolder();
    execFileSync('git', ['init', '--quiet'], { cwd });
    const ended = await create(cwd, 'app', '--no-install', '--json');
    expect(ended.stderr).toContain('commit the new files');
    expect(ended.stderr).not.toContain('Making the first commit');
  });

  it('keeps a .env that was there out of its first commit', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'app'));
    writeFileSync(join(cwd, 'app/.gitignore'), 'node_modules\n');
    writeFileSync(join(cwd, 'app/.env'), 'KEY=mine\n');
    expect((await create(cwd, 'app', '--no-install', '--on-conflict', 'skip')).code).toBe(0);
    const files = execFileSync('git', ['ls-files'], { cwd: join(cwd, 'app'), encoding: 'utf8' }).split('\n');
    expect(files).toContain('README.md');
    expect(files).not.toContain('.env');
  });
});
