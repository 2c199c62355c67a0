import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptSecret, weaknessOf } from '../../../src/config/secrets.ts';

describe('weaknessOf', () => {
  it.each([
    ['short', 'abcDEF123!?'],
    ['one character', 'a'.repeat(64)],
    ['few characters', 'abcabcabc'.repeat(10)],
    ['a placeholder', 'change-me-before-you-go-to-production-1234'],
    ['an example', 'this-is-an-example-of-32-characters-or-more'],
  ])('refuses a secret that is %s', (_what, value) => {
    expect(weaknessOf(value, 32)).toBeTypeOf('string');
  });

  it('does not show the secret', () => {
    expect(weaknessOf('hunter2-hunter2', 32)).not.toContain('hunter2');
  });

  it('accepts a random one', () => {
    expect(weaknessOf('kR7vX2mQ9tB4nW8zC5yH1jL6pF3dG0sA', 32)).toBeUndefined();
  });
});

describe('keptSecret', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is strong, and the same every time', () => {
    const secret = keptSecret(folder, 'SIGNING_KEY');

    expect(weaknessOf(secret, 48)).toBeUndefined();
    expect(keptSecret(folder, 'SIGNING_KEY')).toBe(secret);
    expect(keptSecret(folder, 'OTHER_KEY')).not.toBe(secret);
  });

  it('is readable for its owner only, and leaves nothing else behind', () => {
    keptSecret(folder, 'SIGNING_KEY');

    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'secrets', 'SIGNING_KEY')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['SIGNING_KEY']);
  });
});
