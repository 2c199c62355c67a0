import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { axes } from '../../src/compose/feature.ts';
import { catalogue } from '../support/emitted.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a room may import, besides itself. `cli` is the only one that knows them all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // What `create` runs is a generator, and plop runs it as `create` does: the two know each other.
  'src/cli': [
    'generators',
    ...['compose', 'model', 'options', 'project', 'standards', 'tree'].map((id) => `src/${id}`),
  ],
  generators: ['src/cli', 'src/compose', 'src/options', 'src/project', 'src/tree'],
  'src/options': ['src/compose', 'src/tree'],
  // Slots know the packages that there are versions of.
  'src/compose': ['src/tree', 'templates/versions.ts'],
  'src/tree': [],
  'src/project': ['src/compose', 'src/tree'],
  'src/standards': ['src/compose', 'src/project', 'src/tree'],
  // The generator in emitted repositories works on the same model, so that it is described there.
  'src/model': ['templates/base/resources'],
};

const depths: Readonly<Record<string, number>> = { generators: 1, src: 2, templates: 3 };

/** The room a file is in: `generators`, `src/cli`, `templates/base/resources`. */
const roomOf = (path: string): string => {
  const parts = path.split(sep);
  return parts.slice(0, depths[parts[0] ?? ''] ?? 1).join('/');
};

const sourceFiles = ['src', 'generators'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path)),
);

/** Tests and what helps them may look anywhere. */
const isForTests = (path: string): boolean => /[/\\](?:testing[/\\]|fixture\.ts$)/.test(path);

const textOf = (path: string): string =>
  readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, join(root, dirname(file), match[1] ?? '')),
  );

const imported = sourceFiles
  .filter((file) => !isForTests(file))
  .flatMap((file) =>
    importsOf(file)
      .map((target) => ({ file, from: roomOf(file), to: roomOf(target) }))
      .filter(({ from, to }) => from !== to),
  );

describe('rooms', () => {
  it('import only what stands below them', () => {
    const wrong = imported.filter(({ from, to }) => !(allowed[from] ?? []).includes(to));
    expect(wrong.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
  });

  it('are allowed nothing that they do not use', () => {
    const used = new Set(imported.map(({ from, to }) => `${from} → ${to}`));
    const stated = Object.entries(allowed).flatMap(([from, rooms]) => rooms.map((to) => `${from} → ${to}`));
    expect(stated.filter((pair) => !used.has(pair))).toEqual([]);
  });

  it('name no feature: `src` works with whatever the templates hold', () => {
    const ids = catalogue.features.map(({ definition }) => definition.id).join('|');
    const names = new RegExp(`['"\`](?:${ids})['"\`]|templates/(?:${axes.join('|')})/(?:${ids})\\b`, 'g');
    const wrong = sourceFiles
      .filter((file) => file.startsWith('src') && !isForTests(file))
      // The standards say which feature fulfils each of them, and the model is that of one feature: that is their content.
      .filter((file) => !['src/standards', 'src/model'].includes(roomOf(file)))
      .flatMap((file) => (textOf(file).match(names) ?? []).map((name) => `${file} names ${name}`));
    expect(wrong).toEqual([]);
  });
});

describe('features', () => {
  it('read no file of another feature', () => {
    const modules = readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
      .filter(
        (path) => /^[^/\\]+[/\\][^/\\]+[/\\](?!files|when|entity).*\.ts$/.test(path) && !path.endsWith('.test.ts'),
      )
      .map((path) => join('templates', path));
    const wrong = modules.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('templates') && target !== join('templates', 'versions.ts'))
        .filter((target) => roomOf(target) !== roomOf(file))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have their part in the HTTP layer of every stack, or of none', () => {
    const parts = catalogue.features
      .filter(({ definition }) => definition.axis === 'stack')
      .map(({ definition, files }) => ({
        stack: definition.id,
        // A choice for an option of the stack itself is written as `option=value`.
        ids: [...new Set(files.flatMap(({ when }) => when).filter((id) => !id.includes('=')))].sort(),
      }));
    for (const { ids } of parts) expect(ids).toEqual(parts[0]?.ids);
  });
});
