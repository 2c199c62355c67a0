import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { featureFolders } from '../../src/compose/catalogue-disk.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a room may import, besides itself. `cli` is the only one that knows them all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  cli: ['options', 'compose', 'tree', 'project', 'standards', 'model'],
  options: ['compose', 'tree', 'model'],
  compose: ['tree'],
  tree: [],
  project: ['tree', 'compose'],
  standards: ['compose', 'tree', 'project'],
  model: [],
};

const sourceFiles = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => join(root, 'src', path));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, join(dirname(file), match[1] ?? '')),
  );

describe('rooms', () => {
  it('import only what stands below them', () => {
    const wrong = sourceFiles.flatMap((file) => {
      const room = relative(join(root, 'src'), file).split(sep)[0] ?? '';
      return importsOf(file)
        .filter((target) => target.startsWith(`src${sep}`))
        .map((target) => target.split(sep)[1] ?? '')
        .filter((target) => target !== room && !(allowed[room] ?? []).includes(target))
        .map((target) => `${relative(root, file)} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('name no feature: `src` works with whatever the templates hold', () => {
    const ids = featureFolders()
      .map((folder) => folder.split(sep).at(-1) ?? '')
      .filter((id) => id !== 'none');
    const wrong = sourceFiles
      // The standards say which feature fulfils each of them; that is their content.
      .filter((file) => !file.includes(`src${sep}standards${sep}`))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return ids
          .filter((id) => text.includes(`'${id}'`))
          .map((id) => `${relative(root, file)} names the feature '${id}'`);
      });
    expect(wrong).toEqual([]);
  });
});
