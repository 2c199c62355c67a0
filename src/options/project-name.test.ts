import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalName, nameProject, packageNameRefusal } from './project-name.ts';

describe('package names', () => {
  it.each(['shop', '@acme/shop', 'a.b_c-d', '1'])('%s is legal', (name) => {
    expect(packageNameRefusal(name)).toBeUndefined();
  });

  it.each([
    '',
    ' shop',
    'Shop',
    '.shop',
    '_shop',
    '-shop',
    'a b',
    'node_modules',
    'http',
    'con',
    '@acme/nul',
    'a/b',
    'x'.repeat(215),
    '../x',
    'shop!',
  ])('%j is not', (name) => {
    expect(packageNameRefusal(name)).toBeDefined();
  });

  it('can be made of every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(packageNameRefusal(legalName(text))).toBeUndefined();
      }),
    );
    for (const text of ['con', 'aux.js', 'node_modules', 'http', 'favicon.ico', '~', '...', 'nul.', 'NUL.TXT']) {
      expect(packageNameRefusal(legalName(text))).toBeUndefined();
    }
  });

  it('stay what they are when they are legal', () => {
    expect(legalName('my-shop')).toBe('my-shop');
  });
});

describe('naming a project', () => {
  it.each([
    [{ directory: 'shop' }, { directory: 'shop', name: 'shop', wasMadeLegal: false, wasGiven: false }],
    [{ directory: 'My Shop' }, { directory: 'My Shop', name: 'my-shop', wasMadeLegal: true, wasGiven: false }],
    [{ directory: '.' }, { directory: '.', name: 'here', wasMadeLegal: false, wasGiven: false }],
    [{ directory: 'a/b' }, { directory: 'a/b', name: 'b', wasMadeLegal: false, wasGiven: false }],
    [{ directory: '@acme/shop' }, { directory: 'shop', name: '@acme/shop', wasMadeLegal: false, wasGiven: true }],
    [
      { directory: 'x', name: '@acme/y' },
      { directory: 'x', name: '@acme/y', wasMadeLegal: false, wasGiven: true },
    ],
  ])('%j', (given, expected) => {
    expect(nameProject(given, '/srv/here')).toEqual(expected);
  });
});
