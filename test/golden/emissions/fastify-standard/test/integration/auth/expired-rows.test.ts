import { afterAll, beforeAll, expect, it } from 'vitest';

import { purgeExpiredRows } from '../../../src/platform/database/expired-rows.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, type OpenAuthStore } from './support.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

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

const later = (seconds: number): Date => new Date(auth.clock.now().getTime() + seconds * 1000);

/** Signs in, in seconds from now until the sign-in expires. */
const signIn = async (userId: string, lifetime: number): Promise<string> => {
  const client = { address: '192.0.2.1', agent: undefined };
  const session = await auth.store.sessions.start({ userId, epoch: 0, client, expiresAt: later(lifetime) });
  return session.id;
};

const idsIn = async (): Promise<string[]> =>
  (await database.db.selectFrom('sessions').select('id').execute()).map(({ id }) => id).sort();

it('deletes sign-ins a day after they expired, and no others', async () => {
  const user = await auth.newUser();
  await signIn(user.id, HOUR);
  const recent = await signIn(user.id, DAY);
  const living = await signIn(user.id, 30 * DAY);
  await purgeExpiredRows(database.db, later(DAY + 2 * HOUR));
  expect(await idsIn()).toEqual([recent, living].sort());
});

it('deletes mailed tokens a day after they expired, and no others', async () => {
  const user = await auth.newUser();
  const issue = (): Promise<void> =>
    auth.store.tokens.issue({
      digest: newId(),
      userId: user.id,
      to: user.email,
      purpose: 'reset-password',
      payload: null,
    });
  await issue();
  auth.passSeconds(3 * DAY);
  await issue();
  await purgeExpiredRows(database.db, auth.clock.now());
  const left = await database.db.selectFrom('one_time_tokens').select('created_at').execute();
  expect(left).toEqual([{ created_at: auth.clock.now() }]);
});

it('deletes more than one batch', async () => {
  const user = await auth.newUser();
  const expired = {
    user_id: user.id,
    purpose: 'reset-password' as const,
    sent_to: user.email,
    payload: '{}',
    created_at: later(-9 * DAY),
  };
  const rows = Array.from({ length: 2500 }, () => ({ ...expired, digest: newId(), expires_at: later(-8 * DAY) }));
  await database.db.insertInto('one_time_tokens').values(rows).execute();
  await purgeExpiredRows(database.db, auth.clock.now());
  const left = await database.db
    .selectFrom('one_time_tokens')
    .select('digest')
    .where('expires_at', '<', later(0))
    .execute();
  expect(left).toEqual([]);
});

it('leaves to others what they are deleting, and does not wait for them', async () => {
  const user = await auth.newUser();
  const [held, free] = [await signIn(user.id, HOUR), await signIn(user.id, HOUR)];
  await inTransaction(database.db, async (transaction) => {
    await transaction.selectFrom('sessions').select('id').where('id', '=', held).forUpdate().execute();
    await purgeExpiredRows(database.db, later(2 * DAY));
  });
  const left = await idsIn();
  expect([left.includes(held), left.includes(free)]).toEqual([true, false]);
});
