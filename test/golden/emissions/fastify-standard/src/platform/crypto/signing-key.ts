import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A private Ed25519 key as JWK (RFC 8037), with the time from which it signs. */
const storedKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: base64url,
  d: base64url,
  signsFrom: z.iso.datetime(),
});

const storedKeys = z.strictObject({ keys: z.array(storedKey).min(1).max(20) });

export type StoredKey = z.infer<typeof storedKey>;

/** A public key as the JWKS shows it (RFC 7517). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** A key in the forms in which it is used. */
export interface SigningKey {
  readonly kid: string;
  readonly signsFrom: Date;
  readonly privatePem: string;
  readonly publicPem: string;
  readonly jwk: PublicJwk;
}

/** The stored keys are not what `npm run keys:rotate` writes. */
export class SigningKeyError extends Error {
  constructor(options?: ErrorOptions) {
    super('must hold Ed25519 private keys as `npm run keys:rotate` prints them.', options);
    this.name = 'SigningKeyError';
  }
}

/** The thumbprint of a key is its id: the same key has the same everywhere (RFC 7638, members as in RFC 8037). */
const thumbprint = (x: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');

const toSigningKey = ({ signsFrom, ...privateJwk }: StoredKey): SigningKey => {
  const { kty, crv, x } = privateJwk;
  const privateKey = createPrivateKey({ key: privateJwk, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  if (publicKey.export({ format: 'jwk' }).x !== x) throw new SigningKeyError();
  const kid = thumbprint(x);
  return {
    kid,
    signsFrom: new Date(signsFrom),
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    jwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' },
  };
};

/**
 * Reads stored keys.
 *
 * @throws SigningKeyError when the text holds anything else
 */
export const parseStoredKeys = (text: string): readonly StoredKey[] => {
  try {
    return storedKeys.parse(JSON.parse(text)).keys;
  } catch (cause) {
    throw new SigningKeyError({ cause });
  }
};

/** @throws SigningKeyError when the private and public parts do not belong together */
export const signingKeysOf = (keys: readonly StoredKey[]): readonly SigningKey[] => {
  try {
    return keys.map(toSigningKey);
  } catch (cause) {
    throw new SigningKeyError({ cause });
  }
};

/** Stored keys, as a variable of the environment. */
export const signingKeys = () =>
  z.string().transform((text, context) => {
    try {
      const keys = parseStoredKeys(text);
      signingKeysOf(keys);
      return keys;
    } catch (error) {
      if (!(error instanceof SigningKeyError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });

export const printStoredKeys = (keys: readonly StoredKey[]): string => JSON.stringify({ keys });

/** Makes a key that signs from a given time on. */
export const generateKey = (signsFrom: Date): StoredKey => {
  const { privateKey } = generateKeyPairSync('ed25519');
  return storedKey.parse({ ...privateKey.export({ format: 'jwk' }), signsFrom: signsFrom.toISOString() });
};

/**
 * Adds a new key and drops those whose last token has expired.
 *
 * @param signsFrom when the new key takes over; until then others can learn its public part
 * @param tokenLifetimeSeconds how long tokens of a key are good after its last signature
 */
export const rotate = (
  keys: readonly StoredKey[],
  { now, signsFrom, tokenLifetimeSeconds }: { now: Date; signsFrom: Date; tokenLifetimeSeconds: number },
): readonly StoredKey[] => {
  const byStart = [...keys].sort((a, b) => a.signsFrom.localeCompare(b.signsFrom));
  const alive = byStart.filter((_key, index) => {
    const successor = byStart[index + 1];
    return !successor || Date.parse(successor.signsFrom) + tokenLifetimeSeconds * 1000 > now.getTime();
  });
  return [...alive, generateKey(signsFrom)];
};
