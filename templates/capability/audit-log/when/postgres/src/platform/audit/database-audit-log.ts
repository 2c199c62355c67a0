import { sql, type Selectable } from 'kysely';
import type { Clock } from '../clock.ts';
import { requestContext } from '../context.ts';
import type { Db, Transaction } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { newId } from '../id.ts';
import { CHAIN_START, hashOf, type ChainedEvent } from './audit-chain.ts';
import type { AuditEventsTable } from './audit-events-table.ts';
import type { AuditEvent, AuditLog } from './audit-log.ts';
import { redact } from './redaction.ts';

export type { AuditLog } from './audit-log.ts';

/** Any number that no other advisory lock of this database uses. */
const CHAIN_LOCK = 4_617_315;
const BATCH = 1000;

const columns = [
  'sequence',
  'id',
  'occurred_at',
  'actor_id',
  'action',
  'resource',
  'resource_id',
  'outcome',
  'address',
  'request_id',
  'details',
  'previous_hash',
  'hash',
] as const;

const append = async (transaction: Transaction, event: AuditEvent, clock: Clock): Promise<void> => {
  // Until the end of the transaction, so that the event read next is the last one when this one is written.
  await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(transaction);
  const last = await transaction
    .selectFrom('audit_events')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const content = {
    sequence: (last?.sequence ?? 0) + 1,
    id: newId(),
    occurredAt: clock.now(),
    actorId: event.actorId ?? null,
    action: event.action,
    resource: event.resource ?? null,
    resourceId: event.resourceId ?? null,
    outcome: event.outcome,
    address: event.address ?? null,
    requestId: requestContext.getStore()?.requestId ?? null,
    details: JSON.stringify(redact(event.details ?? {})),
    previousHash: last?.hash ?? CHAIN_START,
  };
  await transaction
    .insertInto('audit_events')
    .values(rowOf({ ...content, hash: hashOf(content) }))
    .execute();
};

const rowOf = (event: ChainedEvent): Selectable<AuditEventsTable> => ({
  sequence: event.sequence,
  id: event.id,
  occurred_at: event.occurredAt,
  actor_id: event.actorId,
  action: event.action,
  resource: event.resource,
  resource_id: event.resourceId,
  outcome: event.outcome,
  address: event.address,
  request_id: event.requestId,
  details: event.details,
  previous_hash: event.previousHash,
  hash: event.hash,
});

const eventOf = (row: Selectable<AuditEventsTable>): ChainedEvent => ({
  sequence: row.sequence,
  id: row.id,
  occurredAt: row.occurred_at,
  actorId: row.actor_id,
  action: row.action,
  resource: row.resource,
  resourceId: row.resource_id,
  outcome: row.outcome,
  address: row.address,
  requestId: row.request_id,
  details: row.details,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** Keeps events in the table `audit_events`. */
export const createAuditLog = ({ database, clock }: { database: Db; clock: Clock }): AuditLog => ({
  record: (event, transaction) => inTransaction(transaction ?? database, (inner) => append(inner, event, clock)),
});

/** All events in the order of the chain, a batch at a time. */
export const readChain = async function* (database: Db): AsyncGenerator<ChainedEvent> {
  let last = 0;
  for (;;) {
    const rows = await database
      .selectFrom('audit_events')
      .select(columns)
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(BATCH)
      .execute();
    for (const row of rows) yield eventOf(row);
    const end = rows.at(-1);
    if (!end) return;
    last = end.sequence;
  }
};
