import { describe, expect, it } from 'vitest';

import { BearerAuthenticator } from '../../../src/modules/tokens/application/bearer-authenticator.ts';
import {
  AccessTokenExpiredError,
  InvalidAccessTokenError,
  TokenExpiredError,
} from '../../../src/modules/tokens/domain/token-errors.ts';
import type { AccessTokens, Verification } from '../../../src/platform/crypto/access-tokens.ts';
import { UnauthenticatedError } from '../../../src/platform/errors.ts';
import type { Principal } from '../../../src/platform/principal.ts';

const principal: Principal = {
  userId: 'u',
  sessionId: 's',
  roles: [],
  permissions: new Set(),
  authenticatedAt: new Date(0),
};
const valid: Verification = { valid: true, claims: { userId: 'u', sessionId: 's' } };

const authenticatorFor = (verification: Verification, found: Principal | undefined = principal) => {
  const tokens: Pick<AccessTokens, 'recall' | 'verify'> = { recall: () => undefined, verify: () => verification };
  return new BearerAuthenticator(tokens, { recall: () => undefined, principal: () => Promise.resolve(found) });
};

/** One that has verified "abc" before. */
const knowing = (userId: string) => {
  const recallToken = (token: string) => (token === 'abc' ? { userId, sessionId: 's' } : undefined);
  const unasked = () => {
    throw new Error('It is known by heart.');
  };
  return new BearerAuthenticator(
    { recall: recallToken, verify: unasked },
    { recall: () => principal, principal: unasked },
  );
};

describe('the bearer authenticator', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER  a.b-c_d~e+f/g=='])('reads %j', async (authorization) => {
    expect(await authenticatorFor(valid).authenticate({ authorization })).toBe(principal);
  });

  it('is in charge of bearer tokens, good or bad', () => {
    const answers = ['Bearer', 'bearer a b', undefined, 'Basic eDp5', 'Bearerabc'].map((authorization) =>
      authenticatorFor(valid).applies({ authorization }),
    );
    expect(answers).toEqual([true, true, false, false, false]);
  });

  it('recalls who is behind a token that is known by heart', () => {
    const headers = { authorization: 'Bearer abc' };
    expect(knowing('u').recall(headers)).toBe(principal);
    expect(knowing('somebody else').recall(headers)).toBeUndefined();
    expect(authenticatorFor(valid).recall(headers)).toBeUndefined();
    for (const authorization of [undefined, 'Bearer', 'Bearer abcd', 'Basic abc']) {
      expect(knowing('u').recall({ authorization })).toBeUndefined();
    }
  });

  it.each(['Bearer', 'Bearer ', 'Bearer a b', 'Bearer ä', 'Bearer a,b'])('refuses %j', async (authorization) => {
    await expect(authenticatorFor(valid).authenticate({ authorization })).rejects.toThrow(InvalidAccessTokenError);
  });

  it('refuses tokens that do not hold, and says when they have expired', async () => {
    const headers = { authorization: 'Bearer abc' };
    const expired = authenticatorFor({ valid: false, expired: true });
    await expect(expired.authenticate(headers)).rejects.toThrow(AccessTokenExpiredError);
    const forged = authenticatorFor({ valid: false, expired: false });
    await expect(forged.authenticate(headers)).rejects.toThrow(InvalidAccessTokenError);
  });

  it('refuses tokens whose sign-in has ended, or is somebody else’s', async () => {
    const headers = { authorization: 'Bearer abc' };
    const other = authenticatorFor(valid, { ...principal, userId: 'somebody else' });
    await expect(other.authenticate(headers)).rejects.toThrow(InvalidAccessTokenError);
    const ended = new BearerAuthenticator(
      { recall: () => undefined, verify: () => valid },
      { recall: () => undefined, principal: () => Promise.resolve(undefined) },
    );
    await expect(ended.authenticate(headers)).rejects.toThrow(InvalidAccessTokenError);
  });

  it('says in its challenge what is wrong with a token that was sent, and nothing where it was not the token', () => {
    const challenge = (refusal: unknown) => authenticatorFor(valid).challenge(refusal);
    const plain = 'Bearer realm="api"';
    expect(challenge(new InvalidAccessTokenError('It was forged.'))).toBe(
      `${plain}, error="invalid_token", error_description="It was forged."`,
    );
    expect(challenge(new AccessTokenExpiredError())).toContain('error="invalid_token"');
    for (const other of [new UnauthenticatedError(), new TokenExpiredError(), undefined]) {
      expect(challenge(other)).toBe(plain);
    }
  });
});
