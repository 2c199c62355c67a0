import { describe, expect, it } from 'vitest';

import {
  anonymousAccess,
  authorize,
  permission,
  publicAccess,
  ReauthenticationRequiredError,
  recentlySignedIn,
  signedIn,
} from '../../../src/platform/access.ts';
import { ForbiddenError, UnauthenticatedError } from '../../../src/platform/errors.ts';
import {
  authenticate,
  everyPermission,
  recall,
  type Authenticator,
  type Principal,
} from '../../../src/platform/principal.ts';

const now = new Date('2030-01-01T12:00:00Z');
const principal = (minutesAgo = 0, permissions: Principal['permissions'] = new Set(['products:write'])): Principal => ({
  userId: 'u',
  sessionId: 's',
  roles: [],
  permissions,
  authenticatedAt: new Date(now.getTime() - minutesAgo * 60_000),
});

describe('authorize', () => {
  it('lets anybody call what is public', () => {
    for (const access of [anonymousAccess, publicAccess]) {
      expect(() => {
        authorize(access, undefined, now);
      }).not.toThrow();
    }
  });

  it('asks for a caller, and for the permission', () => {
    for (const access of [signedIn, recentlySignedIn, permission('products:write')]) {
      expect(() => {
        authorize(access, undefined, now);
      }).toThrow(UnauthenticatedError);
      expect(() => {
        authorize(access, principal(), now);
      }).not.toThrow();
    }
    expect(() => {
      authorize(permission('users:write'), principal(), now);
    }).toThrow(ForbiddenError);
    expect(() => {
      authorize(permission('users:write'), principal(0, everyPermission), now);
    }).not.toThrow();
  });

  it('asks for a sign-in of the last ten minutes where it matters', () => {
    expect(() => {
      authorize(recentlySignedIn, principal(10), now);
    }).not.toThrow();
    expect(() => {
      authorize(recentlySignedIn, principal(10.01), now);
    }).toThrow(ReauthenticationRequiredError);
    expect(() => {
      authorize(signedIn, principal(10_000), now);
    }).not.toThrow();
  });
});

describe('authenticate', () => {
  const method = (changes: Partial<Authenticator>): Authenticator => ({
    challenge: () => 'A',
    applies: () => true,
    recall: () => undefined,
    authenticate: () => Promise.resolve(principal()),
    ...changes,
  });
  const none = method({ applies: () => false });
  const refusing = method({ authenticate: () => Promise.reject(new UnauthenticatedError()) });

  it('takes the first method that is in charge of the credentials, and asks no other', async () => {
    expect(await authenticate([none, method({}), refusing], {})).toMatchObject({ userId: 'u' });
    await expect(authenticate([none, refusing, method({})], {})).rejects.toThrow(UnauthenticatedError);
    expect(await authenticate([none], {})).toBeUndefined();
  });

  it('recalls a caller by that method alone', () => {
    const knowing = method({ recall: () => principal() });
    expect(recall([none, knowing], {})).toMatchObject({ userId: 'u' });
    expect(recall([method({}), knowing], {})).toBeUndefined();
    expect(recall([none], {})).toBeUndefined();
  });

  it('refuses a scheme that no method knows', async () => {
    await expect(authenticate([none], { authorization: 'Basic eDp5' })).rejects.toThrow(UnauthenticatedError);
  });
});
