import type { Selectable } from 'kysely';
import { z } from 'zod';

import type { AuditEventsTable } from '../../../platform/audit/audit-events-table.ts';
import type { Db } from '../../../platform/database/database.ts';
import { keysetPage } from '../../../platform/database/keyset.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { AuditFilters, AuditRecordRepository, AuditSort } from '../application/audit-record-repository.ts';
import { outcomes, type AuditRecord } from '../domain/audit-record.ts';

const outcomeSchema = z.enum(outcomes);
const detailsSchema = z.record(z.string(), z.unknown());

const columns = [
  'id',
  'sequence',
  'occurred_at',
  'actor_id',
  'action',
  'resource',
  'resource_id',
  'outcome',
  'address',
  'request_id',
  'details',
  'hash',
] as const;

const toRecord = (row: Pick<Selectable<AuditEventsTable>, (typeof columns)[number]>): AuditRecord => ({
  id: row.id,
  sequence: row.sequence,
  occurredAt: row.occurred_at,
  actorId: row.actor_id,
  action: row.action,
  resource: row.resource,
  resourceId: row.resource_id,
  outcome: outcomeSchema.parse(row.outcome),
  address: row.address,
  requestId: row.request_id,
  details: detailsSchema.parse(JSON.parse(row.details)),
  hash: row.hash,
});

/** The audit log in PostgreSQL. */
export class AuditRecordDatabaseRepository implements AuditRecordRepository {
  constructor(private readonly db: Db) {}

  async find(id: string): Promise<AuditRecord | undefined> {
    const row = await this.db.selectFrom('audit_events').select(columns).where('id', '=', id).executeTakeFirst();
    return row && toRecord(row);
  }

  async list(request: PageRequest<AuditSort>, { actorId, action, outcome }: AuditFilters): Promise<Page<AuditRecord>> {
    let query = this.db.selectFrom('audit_events').select(columns);
    if (actorId !== undefined) query = query.where('actor_id', '=', actorId);
    if (action !== undefined) query = query.where('action', '=', action);
    if (outcome !== undefined) query = query.where('outcome', '=', outcome);
    return keysetPage(query, { request, columns: { occurredAt: 'audit_events.occurred_at' }, map: toRecord });
  }
}
