import type { ColumnType } from 'kysely';

/** Rows are added and read: the type has no update. */
type AppendOnly<Value> = ColumnType<Value, Value, never>;

export interface AuditEventsTable {
  sequence: AppendOnly<number>;
  id: AppendOnly<string>;
  occurred_at: AppendOnly<Date>;
  actor_id: AppendOnly<string | null>;
  action: AppendOnly<string>;
  resource: AppendOnly<string | null>;
  resource_id: AppendOnly<string | null>;
  outcome: AppendOnly<string>;
  address: AppendOnly<string | null>;
  request_id: AppendOnly<string | null>;
  details: AppendOnly<string>;
  previous_hash: AppendOnly<string>;
  hash: AppendOnly<string>;
}

declare module '../database/database.ts' {
  interface Database {
    audit_events: AuditEventsTable;
  }
}
