import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole, defaultRole, UserService, type Role } from '../../../src/modules/users/index.ts';
import { userTransactions } from '../../../src/modules/users/persistence/user-transactions.ts';
import { ConflictError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { everyPermission, type Principal } from '../../../src/platform/principal.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, type OpenAuthStore } from '../auth/support.ts';

let database: TestDatabase;
let auth: OpenAuthStore;
beforeAll(async () => {
  database = await createTestDatabase();
  auth = await openAuthStore(database);
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

const caller: Principal = {
  userId: '01890000-0000-7000-8000-000000000000',
  sessionId: 's',
  roles: [administratorRole],
  permissions: everyPermission,
  authenticatedAt: new Date(0),
};

describe('accounts in the database', () => {
  it('are one for each address', async () => {
    const { email } = await auth.newUser();
    const again = { email, firstName: 'A', lastName: 'B', roles: [defaultRole], emailVerifiedAt: null };
    await expect(auth.store.users.insert(again)).rejects.toThrow(ConflictError);
    const other = await auth.newUser();
    await expect(auth.store.users.setEmail(other.id, email)).rejects.toThrow(ConflictError);
  });

  it.each([
    "email = 'Grace@example.test'",
    "email = repeat('x', 255)",
    "first_name = repeat('x', 101)",
    "roles = '{}'",
  ])('are not stored with %s, whoever writes', async (change) => {
    const { id } = await auth.newUser();
    const update = sql`update users set ${sql.raw(change)} where id = ${id}`;
    await expect(update.execute(database.db)).rejects.toMatchObject({ code: '23514' });
  });

  it('take over an address that was registered and never verified', async () => {
    const { users } = auth.store;
    const email = `${newId()}@example.test`;
    const registered = { email, firstName: 'A', lastName: 'B', roles: [defaultRole], emailVerifiedAt: null };
    const unverified = await users.insert(registered);
    const owner = await auth.newUser();
    await users.setEmail(owner.id, email);
    expect((await users.findByEmail(email))?.id).toBe(owner.id);
    expect(await users.find(unverified.id)).toBeUndefined();
  });

  it('come in pages, by address or age, filtered by role and standing', async () => {
    const { users } = auth.store;
    const created = [await auth.newUser(), await auth.newUser(administratorRole), await auth.newUser()];
    await users.setStanding(created[0]?.id ?? '', { isActive: false });
    const sort = { field: 'createdAt', descending: true } as const;
    const all = await users.list({ limit: 100, sort, includeTotal: true }, {});
    expect(all.total).toBe(all.items.length);
    const admins = await users.list(
      { limit: 100, sort, includeTotal: false },
      { role: administratorRole, isActive: true },
    );
    expect(admins.items.map(({ id }) => id)).toEqual([created[1]?.id]);
    const disabled = await users.list({ limit: 100, sort, includeTotal: false }, { isActive: false });
    expect(disabled.items.map(({ id }) => id)).toEqual([created[0]?.id]);
  });

  it('lose roles that the code no longer knows', async () => {
    const { id } = await auth.newUser();
    await database.db
      .updateTable('users')
      .set({ roles: ['emperor', defaultRole] })
      .where('id', '=', id)
      .execute();
    expect((await auth.store.users.find(id))?.roles).toEqual([defaultRole]);
  });

  it('count as administrators when they can sign in: active, and with a verified address', async () => {
    const { users } = auth.store;
    const administrator = await auth.newUser(administratorRole);
    const disabled = await auth.newUser(administratorRole);
    await users.setStanding(disabled.id, { isActive: false });
    const unverified = { firstName: 'A', lastName: 'B', roles: [administratorRole], emailVerifiedAt: null };
    await users.insert({ ...unverified, email: `${newId()}@example.test` });

    const counted = await users.lockAdministrators();
    expect(counted).toContain(administrator.id);
    const all = { limit: 100, sort: { field: 'createdAt', descending: true }, includeTotal: false } as const;
    const { items } = await users.list(all, { role: administratorRole });
    const able = items.filter(({ isActive, emailVerifiedAt }) => isActive && emailVerifiedAt !== null);
    expect(counted.toSorted()).toEqual(able.map(({ id }) => id).sort());
  });

  it('keep an administrator, whatever two of them do at the same time', async () => {
    const { users } = auth.store;
    const sort = { field: 'createdAt', descending: true } as const;
    const admins = { role: administratorRole, isActive: true };
    const before = await users.list({ limit: 100, sort, includeTotal: false }, admins);
    for (const { id } of before.items) await users.setStanding(id, { roles: [defaultRole] });
    const service = new UserService(users, userTransactions(auth));
    for (let round = 0; round < 5; round += 1) {
      const pair = [await auth.newUser(administratorRole), await auth.newUser(administratorRole)];
      const roles: readonly Role[] = [defaultRole];
      const outcomes = await Promise.allSettled(
        pair.map(({ id }) => service.setStanding(caller, id, { roles }, '192.0.2.1')),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const left = await users.list({ limit: 100, sort, includeTotal: false }, admins);
      expect(left.items).toHaveLength(1);
      await users.setStanding(left.items[0]?.id ?? '', { roles });
    }
  });
});
