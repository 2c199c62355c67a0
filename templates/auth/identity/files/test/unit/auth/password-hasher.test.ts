import { hashSync, verify } from '@node-rs/argon2';
import { describe, expect, it, vi } from 'vitest';

import { createPasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';

vi.mock('@node-rs/argon2', { spy: true });

describe('the password hasher', () => {
  const hasher = createPasswordHasher({ concurrency: 2, queue: 8 });

  it('uses Argon2id with the parameters of OWASP and a salt', async () => {
    const hash = await hasher.hash('a password');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.hash('a password')).not.toBe(hash);
  });

  it('compares all characters, in one Unicode form', async () => {
    const long = 'x'.repeat(127);
    const hash = await hasher.hash(`${long}é`);
    expect(await hasher.verify(hash, `${long}e\u0301`)).toBe(true);
    expect(await hasher.verify(hash, `${long}e`)).toBe(false);
  });

  it('answers no, after the same work, when there is no hash', async () => {
    expect(await hasher.verify(undefined, 'a password')).toBe(false);
    const likeOurs: unknown = expect.stringContaining('$m=19456,t=2,p=1$');
    expect(verify).toHaveBeenLastCalledWith(likeOurs, 'a password');
  });

  it('knows hashes that were made with less effort', async () => {
    for (const weaker of [{ memoryCost: 9216 }, { timeCost: 1 }]) {
      const stored = hashSync('a password', { memoryCost: 19_456, timeCost: 2, parallelism: 1, ...weaker });
      expect(hasher.isOutdated(stored)).toBe(true);
    }
    expect(hasher.isOutdated(await hasher.hash('a password'))).toBe(false);
  });

  it('refuses what finds no room, before any work is done for it', async () => {
    const stored = await hasher.hash('a password');
    const busy = createPasswordHasher({ concurrency: 1, queue: 0 });
    const first = busy.verify(stored, 'a password');
    await expect(busy.verify(stored, 'a password')).rejects.toThrow(UnavailableError);
    await expect(busy.hash('a password')).rejects.toThrow(UnavailableError);
    expect(await first).toBe(true);
  });
});
