import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
  filesIn,
  makeFolder,
  plainEnvironment,
  plantProgram,
  reportOf,
  run,
  temporaryFolder,
} from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

describe('the steps after the files', () => {
  const withPrograms = (programs: Readonly<Record<string, string>>) => {
    const path = temporaryFolder();
    for (const [name, script] of Object.entries(programs)) plantProgram(path, name, script);
    return path;
  };
  const system = process.env.PATH ?? '';

  it('install, run the scripts of features, and commit', async () => {
    const cwd = temporaryFolder();
    const path = withPrograms({
      npm: `require('fs').appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')`,
    });

    const ended = await run(command, ['app', '--json'], { cwd, environment: { PATH: `${path}:${system}` } });

    const { steps } = reportOf(ended);
    expect(steps.map(({ name, status }) => `${name} ${status}`)).toEqual(['install done', 'openapi done', 'git done']);
    expect(readFileSync(join(cwd, 'app/npm.log'), 'utf8')).toMatch(/^install .*\nrun openapi\n$/);
    const git = (...args: string[]) => execFileSync('git', args, { cwd: join(cwd, 'app'), encoding: 'utf8' });
    expect(git('log', '--format=%s %an')).toBe('Initial commit Ada\n');
    expect(git('ls-files')).not.toContain('.env\n');
  });

  it('give the package manager the variables that its configuration may refer to, and git none of them', async () => {
    const cwd = temporaryFolder();
    const tell = (file: string) =>
      `require('fs').writeFileSync('../${file}', JSON.stringify(process.env)); process.exit(1)`;
    const path = withPrograms({ npm: tell('npm.json'), git: tell('git.json') });
    const environment = { NPM_TOKEN: 't', GIT_DIR: '/x', INIT_CWD: '/x', npm_config_global: 'true', NODE_PATH: '/x' };
    await run(command, ['app', '--json'], { cwd, environment: { ...environment, PATH: `${path}:${system}` } });
    const given = (file: string): readonly string[] =>
      Object.keys(JSON.parse(readFileSync(join(cwd, file), 'utf8')) as object).filter((name) => name in environment);
    expect(given('npm.json')).toEqual(['NPM_TOKEN']);
    expect(given('git.json')).toEqual([]);
  });

  it.each([
    ['what it prints', '|'],
    ['anything', '2>&1 |'],
  ])('are done although nobody reads %s', (_what, pipe) => {
    const cwd = temporaryFolder();
    const line = `"${process.execPath}" "${command}" app --no-install ${pipe} true`;
    execFileSync('bash', ['-o', 'pipefail', '-c', line], { cwd, env: plainEnvironment(), stdio: 'ignore' });
    expect(execFileSync('git', ['log', '--format=%s'], { cwd: join(cwd, 'app'), encoding: 'utf8' })).toBe(
      'Initial commit\n',
    );
  });

  it('leave the files when the install fails, and do the rest', async () => {
    const cwd = temporaryFolder();
    const path = withPrograms({ npm: 'process.exit(7)' });

    const ended = await run(command, ['app', '--json'], { cwd, environment: { PATH: `${path}:${system}` } });

    expect(ended.code).toBe(4);
    const report = reportOf(ended);
    expect(report.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'install failed',
      'openapi skipped',
      'git done',
    ]);
    expect(report.steps[0]?.byHand).toEqual(['npm install']);
    expect(Object.keys(filesIn(join(cwd, 'app')))).toContain('package.json');
  });

  it('say how to get the version of the package manager that the repository asks for', async () => {
    const cwd = temporaryFolder();
    const refusal = 'error This project\'s package.json defines "packageManager": "yarn@4.0.0".';
    const path = withPrograms({ yarn: `console.error(${JSON.stringify(refusal)}); process.exit(1)` });
    const environment = { PATH: `${path}:${system}` };
    const ended = await run(command, ['app', '--package-manager', 'yarn', '--json'], { cwd, environment });
    expect(reportOf(ended).steps[0]?.byHand).toEqual(['corepack enable', 'yarn install']);
  });

  it('say how to commit by hand when git knows nobody', async () => {
    const cwd = temporaryFolder();
    const environment = {
      GIT_AUTHOR_NAME: '',
      GIT_AUTHOR_EMAIL: '',
      GIT_COMMITTER_NAME: '',
      GIT_COMMITTER_EMAIL: '',
      HOME: cwd,
    };

    const ended = await run(command, ['app', '--no-install', '--json'], { cwd, environment });

    expect(ended.code).toBe(4);
    const git = reportOf(ended).steps.find(({ name }) => name === 'git');
    expect(git).toMatchObject({ status: 'failed' });
    expect(git?.byHand.length).toBeGreaterThan(0);
  });

  it('never run programs that lie in the current folder', async () => {
    const cwd = temporaryFolder();
    const planted = `require('fs').writeFileSync(${JSON.stringify(join(cwd, 'ran'))}, '')`;
    mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
    for (const folder of [cwd, join(cwd, 'node_modules/.bin')]) {
      for (const name of ['git', 'npm', 'node']) plantProgram(folder, name, planted);
    }
    const path = withPrograms({ npm: '' });

    const PATH = `.:${cwd}:${join(cwd, 'node_modules/.bin')}:${path}:${system}`;
    await run(command, ['app'], { cwd, environment: { PATH } });

    expect(readdirSync(cwd)).not.toContain('ran');
  });
});
