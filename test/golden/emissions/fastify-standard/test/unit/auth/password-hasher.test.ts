import { hashSync } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';

import { createGate } from '../../../src/platform/crypto/gate.ts';
import { createPasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';

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

describe('the gate', () => {
  it('bounds what runs and what waits', async () => {
    const gate = createGate({ concurrency: 2, queue: 3 });
    let running = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => gate(task)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(most).toBe(2);
    expect(refused).toHaveLength(2);
    expect(refused.every(({ reason }) => reason instanceof UnavailableError)).toBe(true);
    await expect(gate(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('goes on after a task that failed', async () => {
    const gate = createGate({ concurrency: 1, queue: 1 });
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
