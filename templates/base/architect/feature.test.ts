import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derive } from '../../../src/compose/derive.ts';
import { temporaryFolder } from '../../../test/cli/support.ts';
import { catalogue, emitWith } from '../../../test/support/emitted.ts';
import { isRun, isTestFile, parsePlace, readPlan } from './files/test/unit/support/work-plan.ts';

const contentOf = (path: string, files: ReadonlyMap<string, { readonly content: string }>): string =>
  files.get(path)?.content ?? '';

describe('the work plan of an emission', () => {
  it('comes after everything that is derived, and has evidence that exists', async () => {
    const { emission } = await derive(emitWith({}));
    const items = readPlan(contentOf('TODO_backend-architect.md', emission));
    const ticked = items.filter((item) => item.ticked);
    expect(ticked.length).toBeGreaterThan(40);
    for (const { id, evidence, tests } of ticked) {
      expect(evidence, id).not.toEqual([]);
      for (const { path, line = 1 } of [...evidence, ...tests].map(parsePlace)) {
        expect(contentOf(path, emission).split('\n').length, `${id}: ${path}`).toBeGreaterThanOrEqual(line);
      }
      for (const { path, line } of tests.map(parsePlace).filter((place) => isTestFile(place.path))) {
        expect(isRun(contentOf(path, emission), line), `${id}: ${path}`).toBe(true);
      }
    }
  });

  it('is checked by a command that CI runs without writing', () => {
    const { emission } = emitWith({ preset: 'minimal', auth: [] });
    expect(contentOf('scripts/checks.json', emission)).toContain('npm run architect:check -- --no-write');
    expect(contentOf('README.md', emission)).toContain('| `npm run architect:check` |');
  });
});

describe('the instructions for agents', () => {
  it('bring the plan up to date before verify holds it against the files', () => {
    const agents = contentOf('AGENTS.md', emitWith({}).emission);
    const steps = agents.slice(agents.indexOf('## How to work the plan'), agents.indexOf('## Boundaries'));
    const [check, verify] = ['Run `npm run architect:check`', 'npm run verify'].map((words) => steps.indexOf(words));
    expect(check).toBeGreaterThan(0);
    expect(verify).toBeGreaterThan(check ?? 0);
    // A resource whose evidence was deleted must not leave a red test that nobody may mend.
    expect(steps).toContain('untick');
  });

  it('name no modules, which come and go', () => {
    expect(contentOf('AGENTS.md', emitWith({}).emission)).not.toContain('`orders`');
  });
});

describe('architect:check', () => {
  // The script is plain JavaScript, but for its name.
  const check = (folder: string, ...words: readonly string[]) => {
    const { emission } = emitWith({ preset: 'minimal', auth: [], packageManager: 'pnpm' });
    writeFileSync(join(folder, 'check.mjs'), contentOf('scripts/architect-check.ts', emission));
    return spawnSync(process.execPath, ['check.mjs', ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: join(folder, 'bin') },
    });
  };

  const write = (path: string, script: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };

  it('fetches nothing: without the tool, it says how to install it', () => {
    const folder = temporaryFolder();
    for (const name of ['npm', 'npx', 'pnpm']) write(join(folder, 'bin', name), 'echo fetched; echo 1 > fetched');
    const { status, stdout } = check(folder, '--no-write');
    expect(status).toBe(0);
    expect(stdout).toBe(
      `The standards were not checked: that takes \`pnpm add --save-dev create-backend-architect@${catalogue.version}\`. The unit tests hold the plan against the files.\n`,
    );
    expect(existsSync(join(folder, 'fetched'))).toBe(false);
  });

  it('runs the installed tool, and ends as it does', () => {
    const folder = temporaryFolder();
    write(join(folder, 'node_modules/.bin/create-backend-architect'), 'echo "$@"; exit 3');
    const { status, stdout } = check(folder, '--', '--no-write');
    expect([status, stdout]).toEqual([3, 'check --no-write\n']);
  });
});

describe('the test of the work plan', () => {
  const item = '- [x] **API-01 [Routes]**: **Evidence**: `src/a.ts:2`, `b.md`; **Tests**: `test/a.test.ts:3` @ada';

  it('reads items, and only outside of fences', () => {
    expect(readPlan(`# Plan\n\n${item}\n- [ ] mine\n\n\`\`\`\n${item}\n\`\`\`\n`)).toEqual([
      { id: 'API-01', ticked: true, evidence: ['src/a.ts:2', 'b.md'], tests: ['test/a.test.ts:3'] },
    ]);
    expect(parsePlace('b.md')).toEqual({ path: 'b.md' });
  });

  it.each(['- [x] **API-01 Routes**:', '- [y] **API-01 [Routes]**:', '- [ ] **API-1x [Routes]**'])(
    'refuses %s',
    (line) => {
      expect(() => readPlan(line)).toThrow(line);
    },
  );

  it('knows tests that do not run', () => {
    expect(isRun("it('a', () => {\n  expect(1).toBe(1);\n});", 2)).toBe(true);
    expect(isRun("it.skip('a', () => {\n  expect(1).toBe(1);\n});", 2)).toBe(false);
    expect(isRun("it('a', f);\nit.todo('b');", 2)).toBe(false);
    expect(isRun("describe.skip('all', () => {\n  it('a', f);\n});", 2)).toBe(false);
    expect(isRun('const a = 1;', 1)).toBe(false);
    expect(isRun("import a;\nit('a', f);")).toBe(true);
    expect(isRun("it.skip('a', f);")).toBe(false);
  });
});
