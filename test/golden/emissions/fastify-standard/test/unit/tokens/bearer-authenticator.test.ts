import { describe, expect, it } from 'vitest';

import { BearerAuthenticator } from '../../../src/modules/tokens/application/bearer-authenticator.ts';
import { TokenExpiredError } from '../../../src/modules/tokens/domain/token-errors.ts';
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
  const tokens: Pick<AccessTokens, 'verify'> = { verify: () => verification };
  return new BearerAuthenticator(tokens, { principal: () => Promise.resolve(found) });
};

describe('the bearer authenticator', () => {
  it.each(['Bearer abc', 'bearer abc', 'BEARER  a.b-c_d~e+f/g=='])('reads %j', async (authorization) => {
    expect(await authenticatorFor(valid).authenticate({ authorization })).toBe(principal);
  });

  it.each([undefined, 'Basic eDp5', 'Bearerabc'])('leaves %j to others', async (authorization) => {
    expect(await authenticatorFor(valid).authenticate({ authorization })).toBeUndefined();
  });

  it.each(['Bearer', 'Bearer ', 'Bearer a b', 'Bearer ä', 'Bearer a,b'])('refuses %j', async (authorization) => {
    await expect(authenticatorFor(valid).authenticate({ authorization })).rejects.toThrow(UnauthenticatedError);
  });

  it('refuses tokens that do not hold, and says when they have expired', async () => {
    const headers = { authorization: 'Bearer abc' };
    const expired = authenticatorFor({ valid: false, expired: true });
    await expect(expired.authenticate(headers)).rejects.toThrow(TokenExpiredError);
    const forged = authenticatorFor({ valid: false, expired: false });
    await expect(forged.authenticate(headers)).rejects.toThrow(UnauthenticatedError);
  });

  it('refuses tokens whose sign-in has ended, or is somebody else’s', async () => {
    const headers = { authorization: 'Bearer abc' };
    const other = authenticatorFor(valid, { ...principal, userId: 'somebody else' });
    await expect(other.authenticate(headers)).rejects.toThrow(UnauthenticatedError);
    const ended = new BearerAuthenticator({ verify: () => valid }, { principal: () => Promise.resolve(undefined) });
    await expect(ended.authenticate(headers)).rejects.toThrow(UnauthenticatedError);
  });
});
