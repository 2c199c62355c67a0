import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { purgeExpiredRows } from '../../../src/platform/database/expired-rows.ts';
import { newId } from '../../../src/platform/id.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';
import { fillAlone, observe } from '../support/query-plans.ts';
import { openAuthStore, type OpenAuthStore } from '../auth/support.ts';

const DAY = 86_400;
const client = { address: '192.0.2.1', agent: undefined };

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

/** Signs in until then, and refreshes that often; a token of the last moment outlives its sign-in. */
const signIn = async (expiresAt: Date, refreshes: number): Promise<string> => {
  const user = await auth.newUser();
  const { id } = await auth.store.sessions.start({ userId: user.id, epoch: 0, client, expiresAt });
  const times = { created_at: later(0), expires_at: new Date(expiresAt.getTime() + 7 * DAY * 1000), used_at: later(1) };
  const rows = Array.from({ length: refreshes }, () => ({ digest: newId(), session_id: id, ...times }));
  await database.db.insertInto('refresh_tokens').values(rows).execute();
  return id;
};

/** Fails every statement that deletes more refresh tokens than one may. */
const refuseLargeDeletes = (): Promise<unknown> =>
  administer(database.adminUrl, (admin) =>
    admin.query(`
      create function refuse_large_deletes() returns trigger language plpgsql as $$
      begin
        if (select count(*) from gone) > 1000 then raise exception 'too many refresh tokens in one statement'; end if;
        return null;
      end $$;
      create trigger refuse_large_deletes after delete on refresh_tokens
        referencing old table as gone for each statement execute function refuse_large_deletes()
    `),
  );

it('deletes the refresh tokens of expired sign-ins a few at a time, and all those of living ones stay', async () => {
  await signIn(later(60), 2500);
  const living = await signIn(later(30 * DAY), 3);
  await refuseLargeDeletes();
  await purgeExpiredRows(database.db, later(2 * DAY));
  const { rows } = await sql`
    select sessions.id, count(*)::integer as tokens from sessions
    left join refresh_tokens on refresh_tokens.session_id = sessions.id group by sessions.id
  `.execute(database.db);
  expect(rows).toEqual([{ id: living, tokens: 3 }]);
});

it('finds the refresh tokens of expired sign-ins by an index', async () => {
  const observed = observe(database);
  const ids = Array.from({ length: 20_000 }, newId);
  const times = { created_at: later(0), expires_at: later(30 * DAY) };
  const session = { ...times, epoch: 0, address: '192.0.2.1', last_used_at: later(0), authenticated_at: later(0) };
  const sessions = ids.map((id) => ({ ...session, id, user_id: id }));
  await fillAlone(observed, 'sessions', sessions);
  const tokens = ids.map((id) => ({ ...times, digest: id, session_id: id }));
  await fillAlone(observed, 'refresh_tokens', tokens);
  const plans = await observed.plansOf((db) => purgeExpiredRows(db, later(2 * DAY)));
  await observed.close();
  expect(plans.flat()).not.toContain('Seq Scan refresh_tokens');
});
