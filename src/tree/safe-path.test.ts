import fc from 'fast-check';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { UnsafePathError } from './errors.ts';
import { assertSafePath, isReservedName, isSafePath } from './safe-path.ts';

describe('isSafePath', () => {
  it.each(['a', 'src/main.ts', '.env.example', 'a b/c', '.github/workflows/ci.yml', 'console.ts', 'nullable', 'com10'])(
    'takes %j',
    (path) => {
      expect(isSafePath(path)).toBe(true);
    },
  );

  it.each([
    '',
    '/etc/passwd',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a//b',
    'a/',
    'a\\b',
    'C:/a',
    'a\0b',
    'a\nb',
    'a?',
    'name.',
    'name ',
    'a./b',
    'nul',
    'src/CON',
    'src/con.ts',
    'aux.tar.gz',
    'COM1',
    'lpt¹.txt',
    'CONOUT$',
    '.git/hooks/pre-commit',
    '.GIT/config',
    'git~1/config',
    'x'.repeat(256),
  ])('refuses %j', (path) => {
    expect(() => {
      assertSafePath(path);
    }).toThrow(UnsafePathError);
  });

  it.each([
    ['a:b', '":"'],
    ['a\nb', String.raw`"\n"`],
    ['a\u202eb', String.raw`"\u202e"`],
  ])('names what %j has in it', (path, character) => {
    expect(() => {
      assertSafePath(path);
    }).toThrow(`has ${character}, which file names may not have on every system`);
  });

  it('takes no path that leads out of its root', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('..', '.', '', 'a', 'b.c', '\\', '/', '~')), (parts) => {
        const path = parts.join('/');
        expect(!isSafePath(path) || resolve('/root', path).startsWith('/root/')).toBe(true);
      }),
    );
  });
});

describe('isReservedName', () => {
  it('knows the devices of Windows in any case and with any extension', () => {
    expect(['CON', 'prn', 'Aux.txt', 'nul.tar.gz', 'com9', 'LPT0', 'com³'].every(isReservedName)).toBe(true);
    expect(['connect', 'auxiliary', 'com', 'com12', 'lpt', 'null'].some(isReservedName)).toBe(false);
  });
});
