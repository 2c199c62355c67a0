import { randomUUID } from 'node:crypto';

import { createSigner, createVerifier, TokenError } from 'fast-jwt';
import { z } from 'zod';

import type { Environment } from '../../config/environment.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Verified tokens that are remembered, so that their signature is not checked with every request. */
const REMEMBERED = 10_000;
const TYPE = 'at+jwt';

/** What an access token says (RFC 9068). Roles are not part of it: they are looked up, so that they can be taken. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export interface AccessTokenOptions {
  readonly keys: SigningKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly lifetimeSeconds: number;
}

export type Verification =
  { readonly valid: true; readonly claims: AccessClaims } | { readonly valid: false; readonly expired: boolean };

/** `exp` in seconds since 1970 (RFC 7519, section 4.1.4). */
const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number() });
type VerifiedClaims = z.output<typeof claimsSchema>;

interface KeyUse {
  /** The first part of every token of this key. It pins algorithm, type and key in one comparison. */
  readonly header: string;
  readonly sign: (claims: Record<string, string>) => string;
  readonly verify: (token: string) => AccessClaims;
  /** What was verified before, without looking at the signature again. */
  readonly recall: (token: string) => AccessClaims | undefined;
}

const useOf = ({ kid, privatePem, publicPem }: SigningKey, options: AccessTokenOptions): KeyUse => {
  const { issuer, audience, lifetimeSeconds } = options;
  const sign = createSigner<Record<string, string>>({
    key: privatePem,
    algorithm: 'EdDSA',
    kid,
    header: { alg: 'EdDSA', typ: TYPE },
    iss: issuer,
    aud: audience,
    expiresIn: lifetimeSeconds * 1000,
  });
  const verify = createVerifier<string>({
    key: publicPem,
    algorithms: ['EdDSA'],
    checkTyp: TYPE,
    allowedIss: issuer,
    allowedAud: audience,
    requiredClaims: ['iss', 'aud', 'sub', 'sid', 'iat', 'exp'],
  });
  return { header: headerOf(sign({})), sign, ...remembering((token) => claimsSchema.parse(verify(token))) };
};

/** Verifies a token once, and remembers it, whole, until it expires: a signature costs more than all else of a request. */
const remembering = (verify: (token: string) => VerifiedClaims): Pick<KeyUse, 'verify' | 'recall'> => {
  const verified = new BoundedMap<string, AccessClaims & { readonly expiresAt: number }>(REMEMBERED);
  const recall = (token: string): AccessClaims | undefined => {
    const known = verified.get(token);
    return known && Date.now() < known.expiresAt ? known : undefined;
  };
  const verifyOnce = (token: string): AccessClaims => {
    const { sub, sid, exp } = verify(token);
    const claims = { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
    verified.set(token, claims);
    return claims;
  };
  return { recall, verify: (token) => recall(token) ?? verifyOnce(token) };
};

const headerOf = (token: string): string => token.slice(0, token.indexOf('.'));

/** Signs and verifies access tokens: EdDSA only (RFC 8725, section 3.1), by keys that are ours. */
export class AccessTokens {
  readonly lifetimeSeconds: number;
  readonly #options: AccessTokenOptions;
  readonly #uses = new Map<string, KeyUse>();
  readonly #byHeader = new Map<string, KeyUse>();

  constructor(options: AccessTokenOptions) {
    this.#options = options;
    this.lifetimeSeconds = options.lifetimeSeconds;
    this.#learnKeys();
  }

  sign({ userId, sessionId }: AccessClaims): string {
    const key = this.#options.keys.current();
    return this.#useOf(key).sign({ sub: userId, sid: sessionId, jti: randomUUID() });
  }

  /** What a token says that was verified before and has not expired; whether it does is not found out. */
  recall(token: string): AccessClaims | undefined {
    return this.#byHeader.get(headerOf(token))?.recall(token);
  }

  /** Checks signature, type, issuer, audience and expiry. Whether the sign-in still holds is another question. */
  verify(token: string): Verification {
    const use = this.#byHeader.get(headerOf(token)) ?? this.#learn(headerOf(token));
    if (!use) return { valid: false, expired: false };
    try {
      const { userId, sessionId } = use.verify(token);
      return { valid: true, claims: { userId, sessionId } };
    } catch (error) {
      return { valid: false, expired: error instanceof TokenError && error.code === TokenError.codes.expired };
    }
  }

  /** Another process may have signed with a key that was added since this one read them. */
  #learn(header: string): KeyUse | undefined {
    this.#options.keys.reload();
    this.#learnKeys();
    return this.#byHeader.get(header);
  }

  #learnKeys(): void {
    const keys = this.#options.keys.all();
    const kids = new Set(keys.map(({ kid }) => kid));
    for (const [kid, { header }] of this.#uses) {
      if (kids.has(kid)) continue;
      // A key that was dropped is forgotten, and with it what it has verified.
      this.#uses.delete(kid);
      this.#byHeader.delete(header);
    }
    for (const key of keys) this.#useOf(key);
  }

  #useOf(key: SigningKey): KeyUse {
    const known = this.#uses.get(key.kid);
    if (known) return known;
    const use = useOf(key, this.#options);
    this.#uses.set(key.kid, use);
    this.#byHeader.set(use.header, use);
    return use;
  }
}

interface Dependencies {
  readonly env: Pick<Environment, 'JWT_ACCESS_TTL' | 'JWT_AUDIENCE' | 'JWT_ISSUER' | 'PUBLIC_URL'>;
  readonly signingKeys: SigningKeys;
}

/** Makes them as the environment says. */
export const createAccessTokens = ({ env, signingKeys }: Dependencies): AccessTokens =>
  new AccessTokens({
    keys: signingKeys,
    issuer: env.JWT_ISSUER ?? env.PUBLIC_URL,
    audience: env.JWT_AUDIENCE,
    lifetimeSeconds: env.JWT_ACCESS_TTL,
  });
