import { pino } from 'pino';

import { authStore, authTransactions } from '../../../src/modules/auth/persistence/auth-transactions.ts';
import { defaultRole, type Role, type User } from '../../../src/modules/users/index.ts';
import { createAuditLog } from '../../../src/platform/audit/database-audit-log.ts';
import { createRevocations } from '../../../src/platform/database/revocation-channel.ts';
import { newId } from '../../../src/platform/id.ts';
import type { AttemptLimiter } from '../../../src/platform/rate-limit/attempt-limiter.ts';
import type { TestDatabase } from '../../support/database.ts';

export const silent = pino({ level: 'silent' });

/** Lets every attempt pass. */
export const unlimited: AttemptLimiter = {
  consume: () => Promise.resolve(),
  giveBack: () => Promise.resolve(),
  succeeded: () => Promise.resolve(),
  reset: () => Promise.resolve(),
};

/** The stores of authentication over a test database, with a clock that can be set. */
export const openAuthStore = async ({ db: database, url }: TestDatabase) => {
  let now = new Date('2030-01-01T00:00:00Z');
  const clock = { now: () => now };
  const revocations = await createRevocations({ url, logger: silent });
  const dependencies = { database, auditLog: createAuditLog({ database, clock }), revocations, clock };
  const store = authStore(dependencies);
  return {
    ...dependencies,
    store,
    transaction: authTransactions(dependencies),
    passSeconds: (seconds: number): void => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    newUser: (...roles: readonly Role[]): Promise<User> =>
      store.users.insert({
        email: `${newId()}@example.test`,
        firstName: 'Grace',
        lastName: 'Example',
        roles: roles.length > 0 ? roles : [defaultRole],
        emailVerifiedAt: now,
      }),
    close: () => revocations.close(),
  };
};

export type OpenAuthStore = Awaited<ReturnType<typeof openAuthStore>>;
