import { sign } from 'node:crypto';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { AccessTokens, type AccessTokenOptions } from '../../../src/platform/crypto/access-tokens.ts';
import { generateKey, signingKeysOf, type SigningKey } from '../../../src/platform/crypto/signing-key.ts';
import type { SigningKeys } from '../../../src/platform/crypto/signing-keys.ts';

const claims = {
  userId: '01890000-0000-7000-8000-000000000001',
  sessionId: '01890000-0000-7000-8000-000000000002',
};

class FakeKeys implements SigningKeys {
  readonly known: SigningKey[];
  pending: SigningKey[] = [];
  constructor(...known: SigningKey[]) {
    this.known = known;
  }
  current(): SigningKey {
    const key = this.known.at(-1);
    if (!key) throw new Error('There is no key.');
    return key;
  }
  all(): readonly SigningKey[] {
    return this.known;
  }
  reload(): void {
    this.known.push(...this.pending.splice(0));
  }
  jwks() {
    return { keys: this.known.map(({ jwk }) => jwk) };
  }
}

const [first, second] = signingKeysOf([generateKey(new Date(0)), generateKey(new Date(0))]);
if (!first || !second) throw new Error('Two keys were asked for.');

const tokensOf = (keys: SigningKeys, options: Partial<AccessTokenOptions> = {}): AccessTokens =>
  new AccessTokens({ keys, issuer: 'https://api.example.test', audience: 'api', lifetimeSeconds: 60, ...options });

afterEach(() => {
  vi.useRealTimers();
});

const partsOf = (token: string): Record<string, unknown>[] =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);

/** A token that says anything, with a signature that is right. */
const signedByHand = (...parts: readonly unknown[]): string => {
  const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${sign(null, Buffer.from(content), first.privatePem).toString('base64url')}`;
};

describe('access tokens', () => {
  it('say what they were signed for', () => {
    const tokens = tokensOf(new FakeKeys(first));
    const token = tokens.sign(claims);
    expect(tokens.verify(token)).toEqual({ valid: true, claims });
    expect(tokens.verify(token)).toEqual({ valid: true, claims });
  });

  it('are told apart, also when they are signed for the same at the same time', () => {
    const tokens = tokensOf(new FakeKeys(first));
    const ids = [tokens.sign(claims), tokens.sign(claims)].map((token) => partsOf(token)[1]?.['jti']);
    expect(ids).toEqual([expect.any(String), expect.any(String)]);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([{ alg: 'none' }, { alg: 'HS256' }, { typ: 'JWT' }, { kid: 'other' }])('are refused with %j', (other) => {
    const tokens = tokensOf(new FakeKeys(first));
    const [header, payload] = partsOf(tokens.sign(claims));
    expect(tokens.verify(signedByHand({ ...header, ...other }, payload))).toEqual({ valid: false, expired: false });
  });

  it('are recalled once they were verified', () => {
    const tokens = tokensOf(new FakeKeys(first));
    const token = tokens.sign(claims);
    expect(tokens.recall(token)).toBeUndefined();
    tokens.verify(token);
    expect(tokens.recall(token)).toMatchObject(claims);
    expect(tokens.recall(`${token}x`)).toBeUndefined();
  });

  it('are refused for another issuer or audience, or by another key', () => {
    const tokens = tokensOf(new FakeKeys(first));
    const others = [
      tokensOf(new FakeKeys(first), { issuer: 'https://evil.example' }),
      tokensOf(new FakeKeys(first), { audience: 'other' }),
      tokensOf(new FakeKeys(second)),
    ];
    for (const other of others) {
      expect(tokens.verify(other.sign(claims))).toEqual({ valid: false, expired: false });
    }
  });

  it.each(['iss', 'aud', 'sub', 'sid', 'iat', 'exp'])('are refused without %s', (name) => {
    const tokens = tokensOf(new FakeKeys(first));
    const [header, payload] = partsOf(tokens.sign(claims));
    expect(tokens.verify(signedByHand(header, payload)).valid).toBe(true);
    const token = signedByHand(header, { ...payload, [name]: undefined });
    expect(tokens.verify(token)).toEqual({ valid: false, expired: false });
  });

  it('are refused when they have expired, also after they were remembered', () => {
    vi.useFakeTimers();
    const tokens = tokensOf(new FakeKeys(first), { lifetimeSeconds: 60 });
    const token = tokens.sign(claims);
    vi.advanceTimersByTime(58_000);
    expect(tokens.verify(token).valid).toBe(true);
    vi.advanceTimersByTime(2000);
    expect(tokens.recall(token)).toBeUndefined();
    expect(tokens.verify(token)).toEqual({ valid: false, expired: true });
  });

  it.each(['', '.', '..', 'a.b.c', 'a', 'é.é.é'])('are not %j', (token) => {
    expect(tokensOf(new FakeKeys(first)).verify(token)).toEqual({ valid: false, expired: false });
  });

  it('are verified by keys that another process has added, and not by those that were dropped', () => {
    const keys = new FakeKeys(first);
    const tokens = tokensOf(keys);
    const old = tokens.sign(claims);
    const foreign = tokensOf(new FakeKeys(second)).sign(claims);
    keys.pending = [second];
    expect(tokens.verify(foreign).valid).toBe(true);
    expect(tokens.verify(old).valid).toBe(true);
    keys.known.splice(0, 1);
    tokens.verify('unknown');
    expect(tokens.recall(old)).toBeUndefined();
    expect(tokens.verify(old).valid).toBe(false);
  });

  it('are verified anew when their key comes back after it was dropped', () => {
    const keys = new FakeKeys(first, second);
    const tokens = tokensOf(keys);
    const token = tokensOf(new FakeKeys(first)).sign(claims);
    tokens.verify(token);
    expect(tokens.recall(token)).toMatchObject(claims);
    keys.known.shift();
    tokens.verify('unknown');
    keys.pending = [first];
    tokens.verify('unknown');
    expect(tokens.recall(token)).toBeUndefined();
    expect(tokens.verify(token).valid).toBe(true);
  });
});
