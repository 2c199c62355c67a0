import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { loadEnvironment } from '../../../src/config/environment.ts';
import { readKeyFile, writeKeyFile } from '../../../src/platform/crypto/key-file.ts';
import { generateKey, parseStoredKeys, printStoredKeys, rotate } from '../../../src/platform/crypto/signing-key.ts';
import { createSigningKeys } from '../../../src/platform/crypto/signing-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'signing-keys-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (seconds: number): Date => new Date(seconds * 1000);
const keysAt = (seconds: number, ...stored: ReturnType<typeof generateKey>[]) =>
  createSigningKeys({
    env: { JWT_KEYS: stored, DATA_DIR: folder },
    clock: { now: () => at(seconds) },
  });

describe('signing keys', () => {
  const first = generateKey(at(0));
  const second = generateKey(at(100));

  it('take over when their time has come', () => {
    expect(keysAt(99, second, first).current().jwk.x).toBe(first.x);
    expect(keysAt(100, first, second).current().jwk.x).toBe(second.x);
  });

  it('sign before their time when there is no other', () => {
    expect(keysAt(99, second).current().jwk.x).toBe(second.x);
  });

  it('show their public part only', () => {
    const { keys } = keysAt(0, first, second).jwks();
    expect(keys.map(({ x }) => x)).toEqual([first.x, second.x]);
    expect(JSON.stringify(keys)).not.toContain(first.d);
  });

  it.each(['', '{}', '{"keys":[]}', 'a-very-long-secret-that-is-not-a-key', '{"keys":[{"kty":"oct","k":"eA"}]}'])(
    'are not %j',
    (JWT_KEYS) => {
      expect(() => loadEnvironment({ JWT_KEYS, TRUST_PROXY: '*', DATA_DIR: folder })).toThrow(
        /TRUST_PROXY: .*\n {2}JWT_KEYS: must hold/,
      );
    },
  );

  it('must be pairs', () => {
    const JWT_KEYS = printStoredKeys([{ ...first, x: second.x }]);
    expect(() => loadEnvironment({ JWT_KEYS, DATA_DIR: folder })).toThrow('JWT_KEYS: must hold');
  });
});

describe('rotation', () => {
  it('keeps a key until its last token has expired', () => {
    const first = generateKey(at(0));
    const options = { signsFrom: at(1000), tokenLifetimeSeconds: 900 };
    const two = rotate([first], { ...options, now: at(1000) });
    expect(two.map(({ x }) => x)).toContain(first.x);
    // In whatever order they are given.
    const early = rotate(two.toReversed(), { ...options, now: at(1899), signsFrom: at(1899) });
    expect(early).toHaveLength(3);
    const late = rotate(two.toReversed(), { ...options, now: at(1901), signsFrom: at(1901) });
    expect(late.map(({ x }) => x)).not.toContain(first.x);
    expect(late).toHaveLength(2);
  });
});

describe('the key file', () => {
  it('is made once, for its owner only', () => {
    const keys = readKeyFile(folder);
    expect(readKeyFile(folder)).toEqual(keys);
    expect(statSync(join(folder, 'jwt-keys.json')).mode & 0o777).toBe(0o600);
  });

  it('is read again, at most once a second, when keys were added', () => {
    let now = at(10);
    const keys = createSigningKeys({ env: { JWT_KEYS: undefined, DATA_DIR: folder }, clock: { now: () => now } });
    writeKeyFile(folder, [...readKeyFile(folder), generateKey(at(5))]);
    keys.reload();
    expect(keys.all()).toHaveLength(1);
    now = at(12);
    keys.reload();
    expect(keys.all()).toHaveLength(2);
  });

  it('needs no restart for a new key to be shown and to sign', () => {
    let now = at(10);
    const keys = createSigningKeys({ env: { JWT_KEYS: undefined, DATA_DIR: folder }, clock: { now: () => now } });
    const added = generateKey(at(15));
    writeKeyFile(folder, [...readKeyFile(folder), added]);
    now = at(12);
    expect(keys.jwks().keys.map(({ x }) => x)).toContain(added.x);
    expect(keys.current().jwk.x).not.toBe(added.x);
    now = at(15);
    expect(keys.current().jwk.x).toBe(added.x);
    const next = generateKey(at(16));
    writeKeyFile(folder, [...readKeyFile(folder), next]);
    now = at(17);
    expect(keys.current().jwk.x).toBe(next.x);
  });

  it('survives printing and parsing', () => {
    const keys = [generateKey(at(0))];
    expect(parseStoredKeys(printStoredKeys(keys))).toEqual(keys);
  });
});
