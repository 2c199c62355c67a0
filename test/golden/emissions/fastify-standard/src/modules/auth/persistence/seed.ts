import { randomBytes } from 'node:crypto';
import type { Seed } from '../../../commands/seeding.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import { roles } from '../../users/index.ts';

/**
 * Makes an account for each role, such as `customer@example.test`, all with the same password: that of SEED_PASSWORD, or
 * a new one, which is told.
 */
export const seedUsers: Seed = async ({ platform: { database, passwords, clock, env }, say }) => {
  const password = env.SEED_PASSWORD ?? randomBytes(12).toString('base64url');
  const hash = await passwords.hash(password);
  const now = clock.now();
  const made: string[] = [];
  for (const [index, role] of roles.entries()) {
    const email = `${role.toLowerCase()}@example.test`;
    const id = `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`;
    const isNew = await inTransaction(database, async (transaction) => {
      const created = await transaction
        .insertInto('users')
        .values({
          id,
          email,
          first_name: 'Sam',
          last_name: 'Example',
          roles: [role],
          email_verified_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!created) return false;
      await transaction.insertInto('password_credentials').values({ user_id: id, hash, changed_at: now }).execute();
      return true;
    });
    if (isNew) made.push(email);
  }
  if (made.length > 0) {
    say(`New accounts: ${made.join(', ')}`);
    if (env.SEED_PASSWORD === undefined) say(`Password of new accounts: ${password}`);
  }
  return made.length;
};
