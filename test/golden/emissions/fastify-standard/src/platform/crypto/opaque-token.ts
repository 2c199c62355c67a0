import { createHash, randomBytes } from 'node:crypto';

/** A secret that only its holder knows, and the digest that is stored in its place. */
export interface OpaqueToken {
  readonly value: string;
  readonly digest: string;
}

/**
 * The digest under which a token is stored. A token has 256 random bits, so a fast hash is enough: there is nothing to
 * guess, and a stolen table gives no token away.
 */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Makes a token of 256 random bits in 43 URL-safe characters. */
export const createOpaqueToken = (): OpaqueToken => {
  const value = randomBytes(32).toString('base64url');
  return { value, digest: digestOf(value) };
};
