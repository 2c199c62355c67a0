import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  claim_id: string;
  fingerprint: string;
  lease_ends_at: ColumnType<Date, Date, Date>;
  expires_at: ColumnType<Date, Date, Date>;
  /** Committed together with what the request changed: from then on it must not be handled again. */
  carried_out: Generated<boolean>;
  /** Without a status there is no answer yet; when the lease has ended, too, there will be none. */
  status: number | null;
  headers: JSONColumnType<Record<string, string>> | null;
  body: string | null;
}

declare module '../database/database.ts' {
  interface Database {
    idempotency_keys: IdempotencyKeysTable;
  }
}
