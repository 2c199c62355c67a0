import { describe, expect, it } from 'vitest';
import { rotateKeysCommand } from '../../../src/commands/rotate-keys-command.ts';
import type { Source } from '../../../src/config/source.ts';
import { generateKey, parseStoredKeys, printStoredKeys } from '../../../src/platform/crypto/signing-key.ts';
import { runCommand } from '../../support/run-command.ts';

const MINUTE_MS = 60_000;

const JWT_KEYS = printStoredKeys([generateKey(new Date(0))]);

const run = (words: readonly string[], source: Source = { NODE_ENV: 'test', JWT_KEYS }) =>
  runCommand(rotateKeysCommand, words, source);

/** Rotates one key, and returns when the one that was added signs, in milliseconds from now. */
const signsIn = async (...words: readonly string[]): Promise<number> => {
  const { output } = await run(words);
  const added = parseStoredKeys(output).at(-1);
  return Date.parse(added?.signsFrom ?? '') - Date.now();
};

describe('rotate-keys', () => {
  it('adds a key that signs when those who keep the public keys for five minutes know it', async () => {
    expect(await signsIn()).toBeGreaterThan(5 * MINUTE_MS);
  });

  it('adds one that signs at once, or makes the first one, when it is told to', async () => {
    expect(await signsIn('--after', '0')).toBeLessThanOrEqual(0);
    expect(await signsIn('--new')).toBeLessThanOrEqual(0);
  });

  it('needs no variable in production but the present keys', async () => {
    const { output } = await run([], { NODE_ENV: 'production', JWT_KEYS });

    expect(parseStoredKeys(output)).toHaveLength(2);
    const unable = await run([], { NODE_ENV: 'production' });
    expect(unable.output).toMatch(/\n {2}JWT_KEYS: is required in production\.\n$/);
  });

  it('says in a line what is wrong with its words and with the environment', async () => {
    for (const after of ['soon', '-1', '99999999999999']) {
      expect(await run([`--after=${after}`])).toEqual({
        code: 2,
        output: '--after: must be a whole number of seconds, from 0 to 31536000.\n',
      });
    }
    expect((await run(['--unknown'])).code).toBe(2);
    const { code, output } = await run([], { NODE_ENV: 'test', JWT_KEYS: 'no keys' });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^The environment is not right[^\n]+\n {2}JWT_KEYS: .+\n$/),
    ]);
  });
});
