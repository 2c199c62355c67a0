import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/cli/check/check.ts';
import {
  bundleCommand,
  filesIn,
  makeFolder,
  plantProgram,
  reportOf,
  run,
  temporaryFolder,
  type Ended,
} from './support.ts';

const bundle = makeFolder();
let command = '';
const plan = 'TODO_backend-architect.md';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const write = (folder: string, files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) {
    outputFileSync(join(folder, path), text);
  }
  return folder;
};

/** Somebody's own backend. Running any of its code leaves a trace. */
const foreign = (): string =>
  write(temporaryFolder(), {
    'package.json': JSON.stringify({
      name: 'guestbook',
      scripts: { start: 'node src/server.js', test: 'node --test' },
      dependencies: { express: '5.1.0', pg: '8.16.0' },
    }),
    'src/server.js': `require('node:fs').writeFileSync('ran', '');\nconst app = require('express')();\napp.get('/notes', (req, res) => res.json([]));\napp.listen(3000);\n`,
    'eslint.config.js': `require('node:fs').writeFileSync('ran', '');\n`,
    'README.md': '# Guestbook\n\nKeeps notes.\n',
  });

/** A repository that this command has made. */
const ours = async (): Promise<string> => {
  const cwd = temporaryFolder();
  const ended = await run(command, ['app', '--no-install', '--no-git'], { cwd });
  if (ended.code !== 0) throw new Error(ended.stderr);
  return join(cwd, 'app');
};

const check = (cwd: string, ...args: readonly string[]): Promise<Ended> => run(command, ['check', ...args], { cwd });

/** The report of a run with `--json`. */
const reportIn = async (cwd: string, ...args: readonly string[]): Promise<CheckReport> => {
  const { stdout } = await check(cwd, '--json', ...args);
  if (stdout.trimEnd().includes('\n')) throw new Error(`more than one line on stdout: ${stdout}`);
  // The shape is what the tests look at.
  return JSON.parse(stdout) as CheckReport;
};

const textIn = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

describe('checking a repository of somebody else', () => {
  it('reports every standard, runs nothing and writes nothing', async () => {
    const folder = foreign();
    const before = filesIn(folder);
    const report = await reportIn(folder);
    expect(report).toMatchObject({ ok: true, code: 0, target: folder, files: [], problems: [] });
    const ids = report.standards.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(110);
    const { met, unmet, unknown, notApplicable, percent } = report.score;
    expect(met + unmet + unknown + notApplicable).toBe(ids.length);
    expect(percent).toBe(Math.floor((met * 100) / (ids.length - notApplicable)));
    expect(filesIn(folder)).toEqual(before);
  });

  it('shows them by group, with the score and the next step', async () => {
    const { code, stdout } = await check(foreign());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^API {2}\d+ of \d+$/m);
    expect(stdout).toMatch(/^ {2}✖ OPS-08 /m);
    expect(stdout).toMatch(/^ {2}next \w+-\d\d: /m);
    expect(stdout).toMatch(/^\d+ % {2}\d+ met, /m);
  });

  it('writes a work plan on demand, and twice the same', async () => {
    const folder = foreign();
    expect((await reportIn(folder, '--write')).files).toEqual([{ path: plan, action: 'create' }]);
    const text = textIn(folder, plan);
    expect(text).toMatch(/^# Backend architect plan: guestbook$/m);
    expect(text).not.toContain('create-backend-architect@9.8.7 add');
    expect((await reportIn(folder, '--write')).files).toEqual([{ path: plan, action: 'unchanged' }]);
    expect(textIn(folder, plan)).toBe(text);
  });

  it('does not follow links', async () => {
    const folder = foreign();
    const outside = write(temporaryFolder(), { 'plan.md': 'theirs\n', 'src/app.js': 'app\n' });
    symlinkSync(join(outside, 'src'), join(folder, 'linked'));
    symlinkSync(join(outside, 'plan.md'), join(folder, plan));
    const refused = await reportIn(folder, '--write');
    expect(refused).toMatchObject({ ok: false, code: 3 });
    expect(refused.problems[0]?.message).toContain(plan);
    expect(textIn(outside, 'plan.md')).toBe('theirs\n');
    expect((await check(folder)).code).toBe(0);
  });
});

describe('checking a repository of ours', () => {
  it('writes the plan unless told otherwise', async () => {
    const folder = await ours();
    expect((await reportIn(folder, '--no-write')).files).toEqual([]);
    expect((await reportIn(folder)).files).toEqual([{ path: plan, action: 'create' }]);
    expect((await reportIn(folder, '--id', 'API-01')).files).toEqual([{ path: plan, action: 'unchanged' }]);
  });

  it('keeps what people wrote, and the line ends of their files', async () => {
    const folder = await ours();
    await check(folder);
    const noted = textIn(folder, plan)
      .replace(/^- \[ \] (\*\*API-05 .*:)$/m, '- [x] $1 @ada')
      .replaceAll('\n', '\r\n');
    writeFileSync(join(folder, plan), `${noted}\r\n## Ours\r\n\r\n- [x] a box of ours\r\n`);
    expect((await reportIn(folder)).files).toEqual([{ path: plan, action: 'update' }]);
    const text = textIn(folder, plan);
    expect(text).toMatch(/^- \[ \] \*\*API-05 .*: @ada\r\n {2}- \*\*Unticked\*\*: /m);
    expect(text).toContain('## Ours\r\n\r\n- [x] a box of ours\r\n');
    expect(text).not.toMatch(/[^\r]\n/);
    expect((await reportIn(folder)).files).toEqual([{ path: plan, action: 'unchanged' }]);
  });
});

describe('the plan of a repository that has one', () => {
  const withPlan = async (...args: readonly string[]): Promise<string> => {
    const cwd = temporaryFolder();
    const ended = await run(command, ['app', '--no-install', '--no-git', '--with', 'workplan', ...args], { cwd });
    if (ended.code !== 0) throw new Error(ended.stderr);
    return join(cwd, 'app');
  };

  it('is written with it, as a check would write it', async () => {
    const cwd = temporaryFolder();
    const dryRun = await run(command, ['app', '--with', 'workplan', '--dry-run', '--json'], { cwd });
    expect(reportOf(dryRun).files).toContainEqual({ path: plan, action: 'create' });
    const folder = await withPlan();
    expect(textIn(folder, plan)).toContain('npx create-backend-architect@9.8.7 check');
    expect((await reportIn(folder)).files).toEqual([{ path: plan, action: 'unchanged' }]);
  });

  it('keeps the notes of people when a feature is added', async () => {
    const folder = await withPlan();
    const created = await withPlan('--with', 'queue');
    const note = '\n## Ours\n\n- [ ] call Ada\n';
    writeFileSync(join(folder, plan), `${textIn(folder, plan)}${note}`);
    const ended = await run(command, ['add', 'queue', '--no-install', '--json'], { cwd: folder });
    expect(reportOf(ended).files).toContainEqual({ path: plan, action: 'update' });
    expect(textIn(folder, plan)).toBe(`${textIn(created, plan)}${note}`);
  });

  it('is united with the one that is there', async () => {
    const cwd = temporaryFolder();
    write(join(cwd, 'app'), { [plan]: '# Our plan\n\n- [x] **API-05 [old]**: @ada\n' });
    const args = ['app', '--with', 'workplan', '--no-install', '--no-git', '--on-conflict', 'merge'];
    expect((await run(command, args, { cwd })).code).toBe(0);
    const text = textIn(join(cwd, 'app'), plan);
    expect(text).toContain('# Our plan\n');
    expect(text).toMatch(/^- \[ \] \*\*API-05 .*: @ada$/m);
  });

  it.each([
    ['', []],
    [' on a dry run', ['--dry-run']],
  ])('takes a while to unite, which is shown%s', async (_when, more) => {
    const cwd = temporaryFolder();
    // Whatever is waited for takes too long: timers do not wait.
    write(cwd, {
      'hasty.cjs': 'const { setImmediate } = globalThis; globalThis.setTimeout = (run) => setImmediate(run);',
    });
    write(join(cwd, 'app'), { [plan]: '# Our plan\n' });
    const args = ['app', '--with', 'workplan', '--no-install', '--no-git', '--on-conflict', 'merge', ...more];
    const environment = { NODE_OPTIONS: `--require=${join(cwd, 'hasty.cjs')}` };
    const { stdout } = await run(command, args, { cwd, environment });
    expect(stdout).toContain('… Planning the changes\n');
  });

  it('is brought up to date when what was installed is there', async () => {
    const cwd = temporaryFolder();
    const programs = temporaryFolder();
    plantProgram(programs, 'npm', `require('fs').writeFileSync('package-lock.json', '{"lockfileVersion":3}')`);
    const environment = { PATH: `${programs}:${process.env.PATH ?? ''}` };
    const ended = await run(command, ['app', '--with', 'workplan', '--no-git', '--json'], { cwd, environment });
    const report = reportOf(ended);
    expect(report.steps).toContainEqual(expect.objectContaining({ name: 'plan', status: 'done' }));
    expect((await reportIn(join(cwd, 'app'))).files).toEqual([{ path: plan, action: 'unchanged' }]);
  });
});

describe('the exit code', () => {
  it('is 5 for what --fail-on names, and says which', async () => {
    const folder = foreign();
    expect((await check(folder, '--fail-on', 'never')).code).toBe(0);
    const failed = await check(folder, '--fail-on', 'unmet', '--group', 'ops');
    expect(failed.code).toBe(5);
    expect(failed.stderr).toContain('OPS-08');
    const report = await reportIn(folder, '--fail-on', 'unmet', '--id', 'OPS-08,ARCH-06');
    expect(report).toMatchObject({ ok: false, code: 5, problems: [{ option: 'fail-on' }] });
    expect(report.standards.map(({ id }) => id)).toEqual(['OPS-08', 'ARCH-06']);
  });

  it('counts only what is shown', async () => {
    const folder = foreign();
    const { standards } = await reportIn(folder);
    const met = standards.filter(({ status }) => status === 'met' || status === 'not-applicable').map(({ id }) => id);
    expect((await check(folder, '--fail-on', 'unknown', '--id', met.join(','))).code).toBe(0);
  });

  it.each([
    [['--id', 'API-1'], 'Did you mean API-'],
    [['--group', 'AP'], 'Did you mean API?'],
    [['--fail-on', 'unmett'], 'Did you mean unmet?'],
    [['--sarif', '../out.sarif'], 'not in the current folder'],
    [['--wrte'], 'Did you mean --write?'],
    [['src'], '"src"'],
  ])('is 2 for %j', async (args, message) => {
    const folder = foreign();
    const before = filesIn(folder);
    const ended = await check(folder, '--write', ...args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
    expect(filesIn(folder)).toEqual(before);
  });
});

describe('SARIF', () => {
  it('is written where it was asked for', async () => {
    const folder = foreign();
    expect((await reportIn(folder, '--sarif')).files).toEqual([{ path: 'backend-architect.sarif', action: 'create' }]);
    expect((await reportIn(folder, '--sarif', 'out/x.sarif', '--id', 'API-01')).files).toEqual([
      { path: 'out/x.sarif', action: 'create' },
    ]);
    const sarif: unknown = JSON.parse(textIn(folder, 'backend-architect.sarif'));
    expect(sarif).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'create-backend-architect', version: '9.8.7' } } }],
    });
  });

  it('replaces an earlier report, and no other file', async () => {
    const folder = foreign();
    const first = await reportIn(folder, '--sarif', '--group', 'API', '--fail-on', 'unmet');
    expect(first.repeat).toBe(
      'npx create-backend-architect@9.8.7 check --group API --fail-on unmet --sarif backend-architect.sarif',
    );
    expect((await check(folder, '--sarif')).code).toBe(0);
    const before = filesIn(folder);
    for (const path of ['package.json', 'README.md', 'src/server.js']) {
      const ended = await check(folder, '--write', '--sarif', path);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain(`${path} exists and is no SARIF report`);
    }
    expect(filesIn(folder)).toEqual(before);
  });
});

describe('completion', () => {
  it('knows the options of check', async () => {
    const { stdout } = await run(command, ['completion', 'bash'], { cwd: bundle });
    const complete = (...words: readonly string[]): string[] => {
      const list = words.map((word) => `'${word}'`).join(' ');
      const script = `${stdout}\nCOMP_WORDS=(${list}); COMP_CWORD=${String(words.length - 1)}
_create_backend_architect; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', script], { cwd: temporaryFolder(), encoding: 'utf8' })
        .trim()
        .split('\n')
        .sort();
    };
    expect(complete('create-backend-architect', 'check', '--fail-on', '')).toEqual(['never', 'unknown', 'unmet']);
    expect(complete('create-backend-architect', 'check', '--sa')).toEqual(['--sarif']);
    expect(complete('create-backend-architect', 'app', '--sa')).toEqual(['']);
    expect(complete('create-backend-architect', 'check', '--group', 'S')).toEqual(['SEC']);
  });
});
