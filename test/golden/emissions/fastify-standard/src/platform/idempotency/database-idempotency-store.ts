import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Transaction } from '../database/database.ts';
import { beforeCommit } from '../database/transaction.ts';
import { IdempotencyInProgressError } from './idempotency-errors.ts';
import type { ClaimRequest, ClaimResult, IdempotencyClaim, IdempotencyStore } from './idempotency-store.ts';
import './idempotency-keys-table.ts';

/** How often a key that was freed between the two statements of a claim is tried again. */
const ATTEMPTS = 3;
const PURGE_BATCH = 1000;

const rowOf = ({ scope, key, id }: IdempotencyClaim) => ({ scope, key, claim_id: id });

/** One statement, so that of several claims at the same time the primary key lets one through. */
const tryToClaim = async (db: Db, request: ClaimRequest): Promise<IdempotencyClaim | undefined> => {
  const { scope, key, fingerprint, now, leaseEndsAt, expiresAt } = request;
  const id = randomUUID();
  const claimed = {
    claim_id: id,
    fingerprint,
    lease_ends_at: leaseEndsAt,
    expires_at: expiresAt,
    carried_out: false,
    status: null,
    headers: null,
    body: null,
  };
  const row = await db
    .insertInto('idempotency_keys')
    .values({ scope, key, ...claimed })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'key'])
        .doUpdateSet(claimed)
        .where((eb) =>
          eb.or([
            eb('idempotency_keys.expires_at', '<=', now),
            eb.and([
              eb('idempotency_keys.carried_out', '=', false),
              eb('idempotency_keys.status', 'is', null),
              eb('idempotency_keys.lease_ends_at', '<=', now),
            ]),
          ]),
        ),
    )
    .returning('claim_id')
    .executeTakeFirst();
  return row && { scope, key, id };
};

const read = async (db: Db, { scope, key, now }: ClaimRequest): Promise<ClaimResult | undefined> => {
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'carried_out', 'lease_ends_at', 'status', 'headers', 'body'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  const { fingerprint, status, headers, body } = row;
  if (status !== null && headers !== null && body !== null) {
    return { kind: 'answered', fingerprint, answer: { status, headers, body } };
  }
  return { kind: row.carried_out && row.lease_ends_at <= now ? 'carried-out' : 'in-progress', fingerprint };
};

const claim = async (db: Db, request: ClaimRequest): Promise<ClaimResult> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const mine = await tryToClaim(db, request);
    if (mine) return { kind: 'claimed', claim: mine };
    const others = await read(db, request);
    if (others) return others;
  }
  return { kind: 'in-progress', fingerprint: request.fingerprint };
};

/** @throws IdempotencyInProgressError, and so rolls the change back, when another request has taken the key over */
const markCarriedOut = async (transaction: Transaction, claim: IdempotencyClaim): Promise<void> => {
  const { numUpdatedRows } = await transaction
    .updateTable('idempotency_keys')
    .set({ carried_out: true })
    .where((eb) => eb.and(rowOf(claim)))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new IdempotencyInProgressError();
};

/** Waits for a commit that is under way, even when the connection it came over is gone: the row is locked until then. */
const release = async (db: Db, claim: IdempotencyClaim, now: Date): Promise<void> => {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_keys')
    .where((eb) => eb.and({ ...rowOf(claim), carried_out: false }))
    .where('status', 'is', null)
    .executeTakeFirst();
  if (numDeletedRows > 0n) return;
  // What was carried out stays so. Its answer is lost, and repetitions need not wait for it.
  await db
    .updateTable('idempotency_keys')
    .set({ lease_ends_at: now })
    .where((eb) => eb.and(rowOf(claim)))
    .execute();
};

/** It looks at the time once more with the row locked: until then, a key may have been claimed again. */
const purge = async (db: Db, now: Date): Promise<number> => {
  let purged = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from idempotency_keys where (scope, key) in (
        select scope, key from idempotency_keys where expires_at <= ${now} limit ${PURGE_BATCH}
      ) and expires_at <= ${now}
    `.execute(db);
    purged += Number(numAffectedRows);
    if (numAffectedRows < PURGE_BATCH) return purged;
  }
};

/** Keeps keys in the table `idempotency_keys`. */
export const createIdempotencyStore = (db: Db): IdempotencyStore => ({
  claim: (request) => claim(db, request),
  carryOut: (claim, work) => beforeCommit.run((transaction) => markCarriedOut(transaction, claim), work),
  complete: async (claim, { status, headers, body }) => {
    await db
      .updateTable('idempotency_keys')
      .set({ status, headers: JSON.stringify(headers), body })
      .where((eb) => eb.and(rowOf(claim)))
      .execute();
  },
  release: (claim, now) => release(db, claim, now),
  purge: (now) => purge(db, now),
});
