import { beforeEach, describe, expect, it, vi } from 'vitest';

import { AccessControl } from '../../../src/platform/access-control.ts';
import { anonymousAccess, permission, publicAccess, signedIn } from '../../../src/platform/access.ts';
import type { AuditLog } from '../../../src/platform/audit/audit-log.ts';
import { ForbiddenError, UnauthenticatedError, UnavailableError } from '../../../src/platform/errors.ts';
import type { Authenticator, Principal } from '../../../src/platform/principal.ts';

const record = vi.fn<AuditLog['record']>();
const clock = { now: vi.fn(() => new Date()) };
const somebody = (userId: string): Principal => ({
  userId,
  sessionId: 's',
  roles: [],
  permissions: new Set(),
  authenticatedAt: new Date(),
});
const listUsers = { operation: { id: 'listUsers', access: permission('users:read') }, address: '203.0.113.7' };
const changeUser = { operation: { id: 'changeUser', access: permission('users:write') }, address: '203.0.113.7' };

describe('who is known and turned away', () => {
  let control: AccessControl;
  beforeEach(() => {
    record.mockReset().mockResolvedValue();
    clock.now.mockReturnValue(new Date('2030-01-01T12:00:00Z'));
    control = new AccessControl({ authenticators: [], auditLog: { record }, clock });
  });
  const refuse = async (attempt = listUsers, userId = 'u'): Promise<void> => {
    await expect(control.admit(attempt, somebody(userId))).rejects.toThrow(ForbiddenError);
  };

  it('is recorded with what was asked for', async () => {
    await refuse();
    expect(record.mock.calls).toEqual([
      [
        {
          actorId: 'u',
          action: 'access.denied',
          resource: 'operation',
          outcome: 'denied',
          address: '203.0.113.7',
          details: { operation: 'listUsers', code: 'FORBIDDEN' },
        },
      ],
    ]);
  });

  it('is recorded once in a quarter of an hour for each caller and operation', async () => {
    await Promise.all(Array.from({ length: 100 }, () => refuse()));
    expect(record).toHaveBeenCalledTimes(1);
    await refuse(changeUser);
    await refuse(listUsers, 'another');
    expect(record).toHaveBeenCalledTimes(3);
    clock.now.mockReturnValue(new Date('2030-01-01T12:15:00Z'));
    await refuse();
    expect(record).toHaveBeenCalledTimes(4);
  });

  it('is recorded by the next try when the log could not be written', async () => {
    record.mockRejectedValueOnce(new UnavailableError());
    await expect(control.admit(listUsers, somebody('u'))).rejects.toThrow(UnavailableError);
    await refuse();
    expect(record).toHaveBeenCalledTimes(2);
  });

  it('is nobody who may', () => {
    expect(control.admit({ ...listUsers, operation: { id: 'me', access: signedIn } }, somebody('u'))).toBeUndefined();
    expect(record).not.toHaveBeenCalled();
  });
});

describe('who presents credentials', () => {
  const keys: Authenticator = {
    challenge: () => 'Key',
    applies: (headers) => headers['x-key'] !== undefined,
    recall: (headers) => (headers['x-key'] === 'known' ? somebody('u') : undefined),
    authenticate: () => Promise.reject(new UnauthenticatedError()),
  };
  const control = new AccessControl({ authenticators: [keys], auditLog: { record }, clock });

  it('is not asked where nobody is identified: what is wrong with them keeps nobody from signing in', () => {
    expect(control.identify(anonymousAccess, { 'x-key': 'expired' })).toBeUndefined();
    expect(control.mustVerify(anonymousAccess, { 'x-key': 'expired' })).toBe(false);
  });

  it('is refused where anybody may call, if they do not hold', async () => {
    await expect(control.identify(publicAccess, { 'x-key': 'expired' })).rejects.toThrow(UnauthenticatedError);
    expect(control.identify(publicAccess, { 'x-key': 'known' })).toMatchObject({ userId: 'u' });
    expect(control.identify(publicAccess, {})).toBeUndefined();
  });

  it('takes a try, of whatever kind they are, unless they are known', () => {
    const tries = [{}, { 'x-key': 'known' }, { 'x-key': 'other' }, { authorization: 'Basic eDp5' }];
    expect(tries.map((headers) => control.mustVerify(publicAccess, headers))).toEqual([false, false, true, true]);
  });
});
