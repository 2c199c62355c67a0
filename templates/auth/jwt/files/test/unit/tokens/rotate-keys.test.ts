import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { requiredInProduction } from '../../../src/config/schema.ts';
import { generateKey, parseStoredKeys, printStoredKeys } from '../../../src/platform/crypto/signing-key.ts';

const MINUTE_MS = 60_000;

const run = (words: readonly string[], environment: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/commands/rotate-keys.ts', ...words], {
    env: { ...process.env, NODE_ENV: 'test', ...environment },
    encoding: 'utf8',
  });

/** Rotates one key, and returns when the one that was added signs, in milliseconds from now. */
const signsIn = (...words: readonly string[]): number => {
  const JWT_KEYS = printStoredKeys([generateKey(new Date(0))]);
  const { stdout } = run(words, { JWT_KEYS });
  const added = parseStoredKeys(stdout).at(-1);
  return Date.parse(added?.signsFrom ?? '') - Date.now();
};

describe('rotate-keys', () => {
  it('adds a key that signs when those who keep the public keys for five minutes know it', () => {
    expect(signsIn()).toBeGreaterThan(5 * MINUTE_MS);
  });

  it('adds one that signs at once, or makes the first one, when it is told to', () => {
    expect(signsIn('--after', '0')).toBeLessThanOrEqual(0);
    expect(signsIn('--new')).toBeLessThanOrEqual(0);
  });

  it('needs no variable in production but the present keys', () => {
    const unset = Object.fromEntries(requiredInProduction.map((name) => [name, '']));
    const JWT_KEYS = printStoredKeys([generateKey(new Date(0))]);

    const { stdout } = run([], { ...unset, NODE_ENV: 'production', JWT_KEYS });

    expect(parseStoredKeys(stdout)).toHaveLength(2);
    expect(run([], { ...unset, NODE_ENV: 'production' }).stderr).toMatch(
      /\n {2}JWT_KEYS: is required in production\.\n$/,
    );
  });

  it('says in a line what is wrong with its words and with the environment', () => {
    expect(run(['--after', 'soon'], {})).toMatchObject({
      status: 2,
      stderr: '--after: must be a whole number of seconds, 0 or more.\n',
    });
    const { status, stderr } = run([], { JWT_KEYS: 'no keys' });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^The environment is not right[^\n]+\n {2}JWT_KEYS: .+\n$/),
    ]);
  });
});
