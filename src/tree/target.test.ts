import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { TargetPathError, UnsafePathError } from './errors.ts';
import { resolveTarget } from './target.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

describe('resolveTarget', () => {
  it('resolves a directory that need not exist', () => {
    using folder = temporaryFolder();
    expect(resolveTarget('a/b', folder.path).path).toBe(join(folder.path, 'a/b'));
    expect(resolveTarget('.', folder.path)).toEqual({ path: folder.path, given: '.', parts: [] });
    expect(resolveTarget('../x', join(folder.path, 'y')).path).toBe(join(folder.path, 'x'));
  });

  it.each(['link', 'link/new', 'plain/link', './link/../link', './link/../new', 'plain/link/../../new'])(
    'refuses the symbolic link in %j',
    (directory) => {
      using folder = temporaryFolder();
      mkdirSync(join(folder.path, 'plain'));
      symlinkSync(join(folder.path, 'plain'), join(folder.path, 'link'));
      symlinkSync('.', join(folder.path, 'plain/link'));
      expect(() => resolveTarget(directory, folder.path)).toThrow(TargetPathError);
      expect(() => resolveTarget(`${folder.path}/${directory}`, '/')).toThrow(TargetPathError);
    },
  );

  it('refuses a dangling link', () => {
    using folder = temporaryFolder();
    symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'link'));
    expect(() => resolveTarget('link', folder.path)).toThrow('is a symbolic link');
  });

  it('refuses a link beside the current folder', () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'here'));
    symlinkSync(folder.path, join(folder.path, 'link'));
    expect(() => resolveTarget('../link/x', join(folder.path, 'here'))).toThrow(TargetPathError);
  });

  it('does not mind a link above the current folder, which was not given', () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'plain'));
    symlinkSync(join(folder.path, 'plain'), join(folder.path, 'link'));
    expect(resolveTarget('new', join(folder.path, 'link')).path).toBe(join(folder.path, 'link/new'));
  });

  it.each(['file', 'file/new'])('refuses the file in %j', (directory) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => resolveTarget(directory, folder.path)).toThrow('is not a folder');
    expect(() => resolveTarget(directory, folder.path)).toThrow(
      expect.objectContaining({ suggestion: 'Choose another directory.' }),
    );
  });

  it.each(['', 'nul', 'a/con/b', 'a\0b', 'x.', 'a?b', 'a\u009bb', 'a\u202eb'])('refuses the name %j', (directory) => {
    using folder = temporaryFolder();
    expect(() => resolveTarget(directory, folder.path)).toThrow(UnsafePathError);
  });

  it('shows no character of a name that would change the line', () => {
    using folder = temporaryFolder();
    expect(() => resolveTarget('a\u009b\u202eb', folder.path)).toThrow(String.raw`"a\u009b\u202eb"`);
  });

  it('takes a folder of any name that exists already', () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'aux'));
    expect(resolveTarget('aux/new', folder.path).path).toBe(join(folder.path, 'aux/new'));
  });
});
