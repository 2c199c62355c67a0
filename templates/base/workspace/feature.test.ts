import { execSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answers, PackageManager } from '../../../src/compose/answers.ts';
import { emitWith } from '../../../test/support/emitted.ts';

const filesFor = (changes: Partial<Answers>) => {
  const { emission } = emitWith(changes);
  return (path: string): string | undefined => emission.get(path)?.content;
};

interface Manifest {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly [field: string]: unknown;
}

const manifestFor = (changes: Partial<Answers>): Manifest =>
  JSON.parse(filesFor(changes)('package.json') ?? '') as Manifest;

describe('the package of an emitted repository', () => {
  it('has the scripts that every repository has, in the usual order', () => {
    const names = Object.keys(manifestFor({}).scripts);
    const usual = ['dev', 'build', 'start', 'test', 'test:unit', 'test:integration', 'test:e2e', 'test:load'];
    expect(names.slice(0, usual.length)).toEqual(usual);
    expect(names).toEqual(
      expect.arrayContaining(['lint', 'format', 'format:check', 'typecheck', 'db:migrate', 'generate']),
    );
    expect(names.at(-1)).toBe('verify');
  });

  it('empties the folder of the build before it compiles, so that no migration stays that is gone', () => {
    const { scripts } = manifestFor({});
    const folder = mkdtempSync(join(tmpdir(), 'build-'));
    mkdirSync(join(folder, 'dist/migrations'), { recursive: true });
    const [empty = '', ...compile] = scripts.build?.split(' && ') ?? [];
    execSync(empty, { cwd: folder });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    expect(compile).toEqual(['tsc --project tsconfig.build.json']);
    expect(scripts['test:load']).toBe('npm run build && tsx test/load/main.ts');
  });

  it('names exact versions only', () => {
    const { dependencies, devDependencies } = manifestFor({});
    for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d/);
  });

  it.each([
    ['npm', 'allowScripts'],
    ['pnpm', 'pnpm'],
    ['yarn', 'dependenciesMeta'],
  ] as const)('refuses install scripts in the words of %s', (packageManager, field) => {
    expect(JSON.stringify(manifestFor({ packageManager })[field])).toContain('esbuild');
  });

  it('does not mention what was not chosen', () => {
    const { scripts, allowScripts } = manifestFor({ preset: 'minimal', auth: [] });
    expect(scripts).not.toHaveProperty('test:load');
    expect(allowScripts).not.toHaveProperty('@scarf/scarf');
  });
});

describe('the documents and checks', () => {
  it.each<PackageManager>(['pnpm', 'yarn', 'bun'])('speak of %s when it was chosen', (packageManager) => {
    const { emission, nextSteps } = emitWith({ packageManager });
    const ofNpm = [...emission].filter(([, { content }]) => /\bnpm run \w|'npm', \['run'/.test(content));
    expect(ofNpm.map(([path]) => path)).toEqual([]);
    expect(emission.get('README.md')?.content).toContain(`${packageManager} run dev`);
    expect(nextSteps.map(({ command }) => command)).toContain(`${packageManager} run dev`);
  });

  it('have yarn install into node_modules, and no settings of yarn for others', () => {
    expect(filesFor({ packageManager: 'yarn' })('.yarnrc.yml')).toContain('nodeLinker: node-modules');
    expect(filesFor({})('.yarnrc.yml')).toBeUndefined();
  });

  it('tell an agent, who can answer no prompt, how a resource is made without questions', () => {
    expect(filesFor({})('AGENTS.md')).toMatch(/`npm run generate resource -- \w+ \w+:\w+/);
  });

  it('run the quick checks first', () => {
    const checks = JSON.parse(filesFor({})('scripts/checks.json') ?? '') as { group: string }[];
    expect([...new Set(checks.map(({ group }) => group))]).toEqual([
      'static',
      'contract',
      'integration',
      'e2e',
      'security',
      'performance',
    ]);
  });

  it('name the columns of every query, so that a migration that adds one fails no release that runs', () => {
    const sources = [...emitWith({ preset: 'full' }).emission].filter(([path]) => path.startsWith('src/'));
    const forAll = sources.filter(([, { content }]) => /\.(?:selectAll|returningAll)\(/.test(content));
    expect(forAll.map(([path]) => path)).toEqual([]);
    expect(filesFor({})('eslint.config.js')).toContain('/^(selectAll|returningAll)$/');
  });
});

describe('the documents of an emitted repository', () => {
  const choices: readonly Partial<Answers>[] = [
    {},
    { stack: 'nestjs' },
    { preset: 'full' },
    { preset: 'minimal', auth: [] },
  ];

  it.each(choices)('have no blank lines in a row, and name the language of each block: %j', (answers) => {
    const documents = [...emitWith(answers).emission].filter(([path]) => path.endsWith('.md'));
    expect(documents.map(([path]) => path)).toContain('README.md');
    for (const [path, { content }] of documents) {
      expect(content, path).not.toContain('\n\n\n');
      const fences = content.match(/^ *```.*$/gm) ?? [];
      expect(
        fences.filter((fence, index) => index % 2 === 0 && fence.trim() === '```'),
        path,
      ).toEqual([]);
    }
  });
});
