import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unprivileged } from '../../tree/testing/unprivileged.ts';
import { diskRepository } from './disk-repository.ts';
import { repositoryOf, withFiles } from './memory-repository.ts';
import { isTest } from './paths.ts';
import { parseSource, placeOf } from './source.ts';

describe('a repository in memory', () => {
  const repository = repositoryOf(
    new Map([
      ['src/b.ts', 'export const b: number = 1;'],
      ['src/a.js', 'const a = require("./b");'],
      ['src/broken.ts', 'export const = ;'],
      ['test/a.test.ts', 'it("b", () => {});'],
      ['data.json', '{ "a": [1] }'],
      ['broken.json', '{ "a": '],
      ['file.yaml', 'a: [1, 2]'],
      ['broken.yaml', 'a: [1'],
    ]),
  );

  it('has its files in order', () => {
    expect(repository.files).toEqual([...repository.files].sort());
    expect(repository.has('src/b.ts')).toBe(true);
    expect(repository.text('src/none.ts')).toBeUndefined();
    expect(repository.matching(/^src\//)).toEqual(['src/a.js', 'src/b.ts', 'src/broken.ts']);
  });

  it('reads what can be read, and nothing else', () => {
    expect(repository.json('data.json')).toEqual({ a: [1] });
    expect(repository.yaml('file.yaml')).toEqual({ a: [1, 2] });
    for (const path of ['broken.json', 'none.json']) expect(repository.json(path)).toBeUndefined();
    for (const path of ['broken.yaml', 'none.yaml']) expect(repository.yaml(path)).toBeUndefined();
    for (const path of ['src/broken.ts', 'data.json', 'none.ts']) expect(repository.source(path)).toBeUndefined();
  });

  it('parses a file once', () => {
    expect(repository.source('src/b.ts')).toBe(repository.source('src/b.ts'));
  });

  it('finds sources by their text, and tests apart', () => {
    const paths = (sources: readonly { readonly path: string }[]): string[] => sources.map(({ path }) => path);
    expect(paths(repository.sources({ containing: 'b' }))).toEqual(['src/a.js', 'src/b.ts']);
    expect(paths(repository.sources({ containing: /b/, tests: true }))).toEqual(['test/a.test.ts']);
    expect(paths(repository.sources({ in: /\.js$/ }))).toEqual(['src/a.js']);
  });

  it('can be changed without being touched', () => {
    const changed = withFiles(repository, {
      'src/b.ts': 'export const c = 2;',
      'data.json': undefined,
      'new.ts': 'go();',
    });
    expect(changed.files).toContain('new.ts');
    expect(changed.has('data.json')).toBe(false);
    expect(changed.json('data.json')).toBeUndefined();
    expect(changed.source('src/b.ts')?.text).toContain('c = 2');
    expect(changed.source('src/a.js')).toBe(repository.source('src/a.js'));
    expect(repository.source('src/b.ts')?.text).toContain('b: number');
  });
});

describe('parsing', () => {
  it.each([
    ['a.ts', 'const a = <string>b; enum C { D }'],
    ['a.ts', 'class A { constructor(@Inject(B) private readonly b: B) {} }'],
    ['a.ts', '@Module({}) export class A {}'],
    ['a.ts', 'export @injectable() class A { accessor b = 1; }'],
    ['a.tsx', 'const a = <b>{c as string}</b>;'],
    ['a.js', 'const a = <b/>; return;'],
    ['a.cjs', 'module.exports = require("x");'],
    ['a.mjs', 'import a from "a" with { type: "json" }; await a;'],
    ['a.ts', 'await using x = y(); for await (const z of x) await z;'],
  ])('takes %s: %s', (path, text) => {
    expect(parseSource(path, text)).toBeDefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('a.ts', 'a.js', 'a.tsx', 'a.mjs'), (text, path) => {
        const source = parseSource(path, text);
        expect(source === undefined || source.text === text).toBe(true);
      }),
    );
  });

  it('knows the line of what it finds', () => {
    const source = parseSource('a.ts', '\n\ngo();\n');
    const [statement] = source?.ast.program.body ?? [];
    expect(source && statement && placeOf(source, statement)).toEqual({ path: 'a.ts', line: 3 });
  });
});

describe('tests are known by their paths', () => {
  it.each(['test/a.ts', 'src/a.test.ts', 'src/a.spec.js', 'a.e2e-spec.ts', 'src/__tests__/a.js', 'tests/x/y.ts'])(
    '%s',
    (path) => {
      expect(isTest(path)).toBe(true);
    },
  );

  it.each(['src/a.ts', 'src/contest/a.ts', 'src/testing.ts', 'latest/a.ts'])('not %s', (path) => {
    expect(isTest(path)).toBe(false);
  });
});

describe('a repository on disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'repository-'));
    const files: Readonly<Record<string, string>> = {
      '.gitignore': 'secrets/\n*.log\n!keep.log\n',
      'a.ts': 'go();\r\nstop();\r\n',
      'a.log': '',
      'keep.log': '',
      'secrets/key.ts': '',
      'inner/.gitignore': '/made/\n',
      'inner/made/x.ts': '',
      'inner/deep/made/x.ts': '',
      'node_modules/x/index.js': '',
      'inner/dist/x.js': '',
      'large.json': ' '.repeat(1_000_001),
      '.backend-architect.json': '{ "generator": 1 }',
    };
    for (const [path, text] of Object.entries(files)) {
      outputFileSync(join(folder, path), text);
    }
    symlinkSync('/etc', join(folder, 'link'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes a folder that may not be read as empty', async () => {
    const { files } = diskRepository(folder);
    mkdirSync(join(folder, 'closed/deep'), { recursive: true });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0);
    expect((await unprivileged(() => diskRepository(folder))).files).toEqual(files);
    chmodSync(join(folder, 'closed'), 0o700);
  });

  it('has what is neither ignored, installed, built nor linked', () => {
    expect(diskRepository(folder).files).toEqual([
      '.backend-architect.json',
      '.gitignore',
      'a.ts',
      'inner/.gitignore',
      'inner/deep/made/x.ts',
      'keep.log',
      'large.json',
    ]);
  });

  it('reads lines as one kind of line, and no huge files', () => {
    const repository = diskRepository(folder);
    expect(repository.text('a.ts')).toBe('go();\nstop();\n');
    expect(repository.text('large.json')).toBeUndefined();
  });

  it('knows no choices from a manifest that cannot be used, and reads files that went away as missing', () => {
    const repository = diskRepository(folder);
    expect(repository.choices).toBeUndefined();
    rmSync(join(folder, 'a.ts'));
    expect(repository.source('a.ts')).toBeUndefined();
  });
});
