import { randomBytes } from 'node:crypto';

import { hash, parseOptions, verify } from '@node-rs/argon2';

import { createGate } from '../gate.ts';

/** Argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's Password Storage Cheat Sheet. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface PasswordHasher {
  /**
   * Hashes a password for storage.
   *
   * @returns the hash in PHC format, with its parameters and salt
   * @throws UnavailableError when too many hashes are waiting already
   */
  hash(password: string): Promise<string>;
  /**
   * Compares a password with a stored hash. Without a hash it does the same work and answers no, so that an unknown
   * account takes as long as a wrong password.
   *
   * @throws UnavailableError when too many hashes are waiting already
   */
  verify(storedHash: string | undefined, password: string): Promise<boolean>;
  /** Whether a stored hash was made with weaker parameters than today's. */
  isOutdated(storedHash: string): boolean;
}

/** One form for all ways of typing the same characters (RFC 8265, section 4.2: NFC). */
const canonical = (password: string): string => password.normalize('NFC');

const isOutdated = (storedHash: string): boolean => {
  const { memoryCost, timeCost, parallelism } = parseOptions(storedHash);
  return memoryCost < parameters.memoryCost || timeCost < parameters.timeCost || parallelism < parameters.parallelism;
};

/**
 * Makes the hasher. Hashing runs on libuv's threads, off the event loop; the gate leaves some of them to DNS and files.
 *
 * @param concurrency hashes that run at once
 * @param queue hashes that may wait
 */
export const createPasswordHasher = (limits: { concurrency: number; queue: number }): PasswordHasher => {
  const gate = createGate(limits);
  const hashInGate = (password: string) => gate(() => hash(canonical(password), parameters));
  let dummy: Promise<string> | undefined;
  const dummyHash = async (): Promise<string> => {
    dummy ??= hash(randomBytes(32).toString('base64url'), parameters);
    return dummy;
  };
  return {
    hash: hashInGate,
    verify: async (storedHash, password) => {
      const compared = storedHash ?? (await dummyHash());
      const matches = await gate(() => verify(compared, canonical(password)));
      return matches && storedHash !== undefined;
    },
    isOutdated,
  };
};
