import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmission, type EmittedFile } from './emission.ts';
import { mergeTrees } from './merge-trees.ts';
import { resolveTarget } from './target.ts';
import { actionsOf, run } from './testing/run.ts';
import { readFiles, temporaryFolder, writeFiles } from './testing/temporary-folder.ts';

const path = 'start.sh';
const plain: EmittedFile = { content: 'run\n' };
const executable: EmittedFile = { content: 'run\n', mode: 0o755 };

/** Merges the change of the file into what a user has; returns what was done, and what is there afterwards. */
const merged = async (base: EmittedFile, theirs: EmittedFile, { content, mode = 0o644 }: EmittedFile) => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { [path]: content });
  chmodSync(join(folder.path, path), mode);
  const emissionOf = (file: EmittedFile) => createEmission(new Map([[path, file]]));
  const target = resolveTarget('.', folder.path);
  const changeSet = await mergeTrees({ base: emissionOf(base), theirs: emissionOf(theirs), target });
  await run(target, () => Promise.resolve(changeSet));
  return [
    actionsOf(changeSet)[path],
    readFiles(folder.path)[path],
    (statSync(join(folder.path, path)).mode & 0o777).toString(8),
  ];
};

describe('a file of which only the mode changes', () => {
  it('gets the mode', async () => {
    expect(await merged(plain, executable, plain)).toEqual(['update', 'run\n', '755']);
    expect(await merged(executable, plain, executable)).toEqual(['update', 'run\n', '644']);
  });

  it('keeps what the user wrote', async () => {
    expect(await merged(plain, executable, { content: 'mine\n' })).toEqual(['update', 'mine\n', '755']);
  });

  it('is unchanged where the user has done so, or where nothing changes', async () => {
    expect(await merged(plain, executable, executable)).toEqual(['unchanged', 'run\n', '755']);
    expect(await merged(plain, plain, executable)).toEqual(['unchanged', 'run\n', '755']);
  });
});

it('a file of which content and mode change gets both', async () => {
  const changed = { content: 'run faster\n' };
  expect(await merged(executable, changed, executable)).toEqual(['update', 'run faster\n', '644']);
});
