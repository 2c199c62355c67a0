import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AuditRecordDatabaseRepository } from '../../../src/modules/audit-events/persistence/audit-record-database-repository.ts';
import { SessionKyselyRepository } from '../../../src/modules/auth/persistence/session-kysely-repository.ts';
import { administratorRole, defaultRole } from '../../../src/modules/users/index.ts';
import { UserKyselyRepository } from '../../../src/modules/users/persistence/user-kysely-repository.ts';
import type { Db } from '../../../src/platform/database/database.ts';
import { purgeExpiredRows } from '../../../src/platform/database/expired-rows.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { fillAlone, observe, type ObservedDatabase } from '../support/query-plans.ts';

const ROWS = 20_000;
const start = Date.parse('2030-01-01T00:00:00Z');
const at = (second: number): Date => new Date(start + second * 1000);
const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const rowsOf = (rowOf: (n: number) => object): object[] => Array.from({ length: ROWS }, (_row, n) => rowOf(n));

const userOf = (n: number) => ({
  id: idOf(n),
  email: `user-${n}@example.test`,
  first_name: 'Grace',
  last_name: 'Example',
  roles: [n % 1000 === 0 ? administratorRole : defaultRole],
  is_active: true,
  email_verified_at: at(n),
  sign_in_epoch: 0,
  created_at: at(n),
  updated_at: at(n),
});
const sessionOf = (n: number) => ({
  id: idOf(n),
  user_id: idOf(n),
  epoch: 0,
  address: '192.0.2.1',
  created_at: at(0),
  last_used_at: at(0),
  authenticated_at: at(0),
  expires_at: at(1 + n),
});
const eventOf = (n: number) => ({
  sequence: n + 1,
  id: idOf(n),
  occurred_at: at(n),
  actor_id: idOf(n % 1000),
  action: `action-${n % 1000}`,
  outcome: 'success',
  details: '{}',
  previous_hash: String(n),
  hash: String(n + 1),
});

const clock = { now: () => at(0) };
const page = { limit: 20, includeTotal: false } as const;
const newest = { ...page, sort: { field: 'createdAt', descending: true } } as const;
const latest = { ...page, sort: { field: 'occurredAt', descending: true } } as const;
const users = (db: Db) => new UserKyselyRepository(db, clock);
const events = (db: Db) => new AuditRecordDatabaseRepository(db);

describe(`of ${String(ROWS)} rows`, () => {
  let database: TestDatabase;
  let observed: ObservedDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    observed = observe(database);
    await fillAlone(observed, 'users', rowsOf(userOf));
    await fillAlone(observed, 'sessions', rowsOf(sessionOf));
    await fillAlone(observed, 'audit_events', rowsOf(eventOf));
  }, 120_000);
  afterAll(async () => {
    await observed.close();
    await database.close();
  });

  it.each<[string, (db: Db) => Promise<unknown>]>([
    ['accounts, newest first', (db) => users(db).list(newest, {})],
    ['accounts with a role', (db) => users(db).list(newest, { role: administratorRole })],
    ['the administrators', (db) => users(db).lockAdministrators()],
    ['the sign-ins of a user', (db) => new SessionKyselyRepository(db, clock).list(idOf(7))],
    ['expired sign-ins', (db) => purgeExpiredRows(db, at(86_400 + 20))],
    ['events, latest first', (db) => events(db).list(latest, {})],
    ['events of a user', (db) => events(db).list(latest, { actorId: idOf(7) })],
    ['events of a kind', (db) => events(db).list(latest, { action: 'action-7' })],
  ])('%s are found by an index', async (_name, work) => {
    const plans = await observed.plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flat().filter((read) => /^Seq Scan (?:users|sessions|audit_events)$/.test(read))).toEqual([]);
  });
});
