import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { comparePaths, createEmission } from './emission.ts';
import { EmissionError, UnsafePathError } from './errors.ts';

const file = { content: '' };

describe('createEmission', () => {
  it('is the same whatever the order of its files', () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^[a-m]{1,3}\.ts$/));
    fc.assert(
      fc.property(paths, (names) => {
        const forward = createEmission(names.map((name) => [name, file]));
        const backward = createEmission([...names].reverse().map((name) => [name, file]));
        expect([...forward.keys()]).toEqual([...backward.keys()]);
        expect([...forward.keys()]).toEqual([...names].sort(comparePaths));
      }),
    );
  });

  it.each([
    [['a.ts', 'a.ts'], 'the file a.ts has the same path'],
    [['README.md', 'readme.md'], 'the file README.md has the same path'],
    [['a', 'a/b'], 'its folder a is a file as well'],
    [['A/b', 'a/c'], 'its folder is also spelled A'],
    [['src', 'src/deep/er/file'], 'its folder src is a file as well'],
  ])('refuses %j', (paths, reason) => {
    expect(() => createEmission(paths.map((path) => [path, file]))).toThrow(EmissionError);
    expect(() => createEmission(paths.map((path) => [path, file]))).toThrow(reason);
  });

  it('refuses a path that leads out', () => {
    expect(() => createEmission([['../a', file]])).toThrow(UnsafePathError);
  });
});
