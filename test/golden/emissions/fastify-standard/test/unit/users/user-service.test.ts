import { describe, expect, it } from 'vitest';

import type { Standing, UserRepository } from '../../../src/modules/users/application/user-repository.ts';
import { LastAdministratorError, UserService } from '../../../src/modules/users/application/user-service.ts';
import { administratorRole, defaultRole, permissionsOf, type Role } from '../../../src/modules/users/domain/roles.ts';
import type { User } from '../../../src/modules/users/domain/user.ts';
import { ForbiddenError, NotFoundError } from '../../../src/platform/errors.ts';
import type { Permissions, Principal } from '../../../src/platform/principal.ts';

const now = new Date(0);
const userWith = (id: string, roles: readonly Role[]): User => ({
  id,
  email: `${id}@example.test`,
  firstName: 'A',
  lastName: 'B',
  roles,
  isActive: true,
  emailVerifiedAt: now,
  createdAt: now,
  updatedAt: now,
});

const notNeeded = (): Promise<never> => Promise.reject(new Error('not needed here'));

const serviceOver = (...users: readonly User[]) => {
  const stored = new Map(users.map((user) => [user.id, user]));
  const log: string[] = [];
  const repository: UserRepository = {
    find: (id) => Promise.resolve(stored.get(id)),
    setStanding: (id, { roles, isActive }) => {
      const user = stored.get(id);
      if (!user) return Promise.resolve(undefined);
      const changed = { ...user, roles: roles ?? user.roles, isActive: isActive ?? user.isActive };
      stored.set(id, changed);
      return Promise.resolve(changed);
    },
    endSignIns: (id) => Promise.resolve(void log.push(`end ${id}`)),
    lockAdministrators: () =>
      Promise.resolve(
        [...stored.values()].filter((user) => user.roles.includes(administratorRole)).map(({ id }) => id),
      ),
    findByEmail: notNeeded,
    lockByEmail: notNeeded,
    list: notNeeded,
    insert: notNeeded,
    rename: notNeeded,
    setEmail: notNeeded,
    markEmailVerified: notNeeded,
  };
  const service = new UserService(repository, (work) =>
    work({
      users: repository,
      withdrawTokens: (id) => Promise.resolve(void log.push(`withdraw ${id}`)),
      record: ({ action }) => Promise.resolve(void log.push(action)),
      revoke: () => Promise.resolve(void log.push('revoke')),
    }),
  );
  const set = (id: string, standing: Standing, permissions: Permissions = permissionsOf([administratorRole])) => {
    const caller: Principal = { userId: 'caller', sessionId: 's', roles: [], permissions, authenticatedAt: now };
    return service.setStanding(caller, id, standing, '192.0.2.1');
  };
  return { service, set, log };
};

describe('the standing of an account', () => {
  it('ends its sign-ins when it is disabled, and only then', async () => {
    const { set, log } = serviceOver(userWith('a', [defaultRole]));
    await set('a', { isActive: true });
    expect(log).toEqual(['revoke', 'user.standing-changed']);
    await set('a', { isActive: false });
    expect(log.slice(2)).toEqual(['end a', 'withdraw a', 'revoke', 'user.standing-changed']);
  });

  it('is kept by the last administrator', async () => {
    const { set } = serviceOver(userWith('a', [administratorRole]), userWith('b', [defaultRole]));
    await expect(set('a', { roles: [defaultRole] })).rejects.toThrow(LastAdministratorError);
    await expect(set('a', { isActive: false })).rejects.toThrow(LastAdministratorError);
    await set('b', { roles: [administratorRole] });
    await expect(set('a', { isActive: false })).resolves.toMatchObject({ isActive: false });
  });

  it('is not changed by callers who may do less', async () => {
    const helper = new Set(['users:write']);
    const { set } = serviceOver(userWith('a', [administratorRole]), userWith('b', [defaultRole]));
    await expect(set('b', { roles: [administratorRole] }, helper)).rejects.toThrow(ForbiddenError);
    await expect(set('a', { isActive: false }, helper)).rejects.toThrow(ForbiddenError);
  });

  it('belongs to an account that exists', async () => {
    const { service, set } = serviceOver();
    await expect(set('a', { isActive: true })).rejects.toThrow(NotFoundError);
    await expect(service.get('a')).rejects.toThrow(NotFoundError);
  });
});
