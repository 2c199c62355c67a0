import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdempotencyStore } from '../../src/platform/idempotency/database-idempotency-store.ts';
import type {
  ClaimRequest,
  IdempotencyClaim,
  IdempotencyStore,
} from '../../src/platform/idempotency/idempotency-store.ts';
import type { Transaction } from '../../src/platform/database/database.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { IdempotencyInProgressError } from '../../src/platform/idempotency/idempotency-errors.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fillAlone, observe } from './support/query-plans.ts';

let database: TestDatabase;
let store: IdempotencyStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = createIdempotencyStore(database.db);
});
afterAll(() => database.close());
beforeEach(() => database.db.deleteFrom('idempotency_keys').execute());

const start = Date.parse('2030-01-01T00:00:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const requestAt = (seconds: number, changes: Partial<ClaimRequest> = {}): ClaimRequest => ({
  scope: 'u1 POST /api/v1/orders',
  key: 'a-key',
  fingerprint: 'f1',
  now: at(seconds),
  leaseEndsAt: at(seconds + 60),
  expiresAt: at(seconds + 86_400),
  ...changes,
});
const answer = { status: 201, headers: { location: '/api/v1/orders/1' }, body: '{"success":true}' };

const claimAt = async (seconds: number, changes?: Partial<ClaimRequest>) => {
  const result = await store.claim(requestAt(seconds, changes));
  if (result.kind !== 'claimed') throw new Error(`The key is ${result.kind}.`);
  return result.claim;
};

describe('a key', () => {
  it('is claimed by exactly one of many at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => store.claim(requestAt(0))));
    expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'in-progress')).toHaveLength(29);
  });

  it('is claimed by exactly one of many when its holder has crashed', async () => {
    await claimAt(0);
    const results = await Promise.all(Array.from({ length: 30 }, () => store.claim(requestAt(60))));
    expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  it('keeps its answer, with the fingerprint of the request', async () => {
    await store.complete(await claimAt(0), answer);
    const repeated = await store.claim(requestAt(3600, { fingerprint: 'f2' }));
    expect(repeated).toEqual({ kind: 'answered', fingerprint: 'f1', answer });
  });

  it('is free again when it has expired, also before it is purged', async () => {
    await store.complete(await claimAt(0), answer);
    expect((await store.claim(requestAt(86_399))).kind).toBe('answered');
    await store.complete(await claimAt(86_400), { ...answer, body: 'new' });
    expect(await store.claim(requestAt(86_401))).toMatchObject({ kind: 'answered', answer: { body: 'new' } });
  });

  it('is free again after a release', async () => {
    await store.release(await claimAt(0), at(0));
    expect((await store.claim(requestAt(1))).kind).toBe('claimed');
  });

  it('of another scope is another key', async () => {
    await claimAt(0);
    expect((await store.claim(requestAt(0, { scope: 'u2 POST /api/v1/orders' }))).kind).toBe('claimed');
  });

  it('is not touched by a holder that was given up', async () => {
    const late = await claimAt(0);
    const second = await claimAt(61);
    await store.release(late, at(61));
    await store.complete(late, { ...answer, body: 'late' });
    expect((await store.claim(requestAt(62))).kind).toBe('in-progress');
    await store.complete(second, answer);
    expect(await store.claim(requestAt(63))).toMatchObject({ kind: 'answered', answer });
  });

  it('is not freed once it is answered', async () => {
    const claim = await claimAt(0);
    await store.complete(claim, answer);
    await store.release(claim, at(0));
    expect((await store.claim(requestAt(1))).kind).toBe('answered');
  });
});

/** What a request does besides: it writes a row that tells that it was done. */
const change = async (transaction: Transaction): Promise<void> => {
  const row = { scope: 'changes', key: 'done', claim_id: '00000000-0000-4000-8000-000000000000', fingerprint: '' };
  await transaction
    .insertInto('idempotency_keys')
    .values({ ...row, lease_ends_at: at(0), expires_at: at(86_400) })
    .execute();
};
const changes = () => database.db.selectFrom('idempotency_keys').where('scope', '=', 'changes').select('key').execute();

describe('a request that changes something', () => {
  const carryOut = (claim: IdempotencyClaim, work: (transaction: Transaction) => Promise<void> = change) =>
    store.carryOut(claim, () => inTransaction(database.db, work));
  const failing = async (transaction: Transaction): Promise<void> => {
    await change(transaction);
    throw new RangeError('no');
  };

  it('is never handled again once that is committed, whatever becomes of its process', async () => {
    await carryOut(await claimAt(0));
    expect((await store.claim(requestAt(59))).kind).toBe('in-progress');
    expect(await store.claim(requestAt(60))).toEqual({ kind: 'carried-out', fingerprint: 'f1' });
  });

  it('is not handled again after a failure that came later', async () => {
    const claim = await claimAt(0);
    await carryOut(claim);
    await store.release(claim, at(1));
    expect((await store.claim(requestAt(1))).kind).toBe('carried-out');
  });

  it('can still be answered', async () => {
    const claim = await claimAt(0);
    await carryOut(claim);
    await store.complete(claim, answer);
    expect(await store.claim(requestAt(60))).toMatchObject({ kind: 'answered', answer });
  });

  it('is handled again when nothing was committed', async () => {
    const claim = await claimAt(0);
    await expect(carryOut(claim, failing)).rejects.toThrow(RangeError);
    await store.release(claim, at(1));
    expect((await store.claim(requestAt(1))).kind).toBe('claimed');
  });

  it('changes nothing when another request took its key over', async () => {
    const late = await claimAt(0);
    await claimAt(61);
    await expect(carryOut(late)).rejects.toBeInstanceOf(IdempotencyInProgressError);
    expect(await changes()).toEqual([]);
  });

  it('keeps its key while its commit is under way', async () => {
    const claim = await claimAt(0);
    const committed = carryOut(claim, async (transaction) => {
      await change(transaction);
      // The key is locked from here on, as it is from the last statement to the end of the commit.
      await transaction.updateTable('idempotency_keys').set({ carried_out: true }).where('key', '=', 'a-key').execute();
      await sleep(200);
    });
    await sleep(100);
    await store.release(claim, at(1));
    await committed;
    expect((await store.claim(requestAt(1))).kind).toBe('carried-out');
  });

  it('does both again after losing against another transaction', async () => {
    let attempts = 0;
    await carryOut(await claimAt(0), async (transaction) => {
      await change(transaction);
      attempts += 1;
      if (attempts === 1) await sql`do $$ begin raise exception sqlstate '40001'; end $$`.execute(transaction);
    });
    expect([attempts, await changes()]).toEqual([2, [{ key: 'done' }]]);
    expect((await store.claim(requestAt(60))).kind).toBe('carried-out');
  });
});

it('purges what has expired, and nothing else, also in more than one batch', async () => {
  const expired = Array.from({ length: 2300 }, (_unused, index) => ({
    scope: 's',
    key: `old-${index}`,
    claim_id: '00000000-0000-4000-8000-000000000000',
    fingerprint: 'f',
    lease_ends_at: at(0),
    expires_at: at(0),
  }));
  await database.db.insertInto('idempotency_keys').values(expired).execute();
  await claimAt(0, { key: 'living' });
  expect(await store.purge(at(1))).toBe(2300);
  expect(await store.purge(at(1))).toBe(0);
  const left = await database.db.selectFrom('idempotency_keys').select('key').execute();
  expect(left).toEqual([{ key: 'living' }]);
});

it('does not purge a key that is claimed again meanwhile', async () => {
  await claimAt(0);
  let purged: Promise<number> | undefined;
  await inTransaction(database.db, async (transaction) => {
    await transaction
      .updateTable('idempotency_keys')
      .set({ expires_at: at(200_000) })
      .execute();
    purged = store.purge(at(86_400));
    // The purge has found the key as it was, and waits for its row.
    await sleep(200);
  });
  expect(await purged).toBe(0);
  expect((await store.claim(requestAt(1))).kind).toBe('in-progress');
});

it('finds what has expired by an index', async () => {
  const observed = observe(database);
  const row = { scope: 's', claim_id: randomUUID(), fingerprint: 'f', lease_ends_at: at(0), carried_out: false };
  const rows = Array.from({ length: 20_000 }, (_row, n) => ({ ...row, key: `key-${n}`, expires_at: at(n) }));
  await fillAlone(observed, 'idempotency_keys', rows);
  const plans = await observed.plansOf((db) => createIdempotencyStore(db).purge(at(20)));
  await observed.close();
  expect(plans.flat()).not.toContain('Seq Scan idempotency_keys');
});
