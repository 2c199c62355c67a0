import { hashSync } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';

import { createPasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';

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
  });

  it('knows hashes that were made with less effort', async () => {
    const weaker = hashSync('a password', { memoryCost: 9216, timeCost: 2, parallelism: 1 });
    expect(hasher.isOutdated(weaker)).toBe(true);
    expect(hasher.isOutdated(await hasher.hash('a password'))).toBe(false);
  });
});
