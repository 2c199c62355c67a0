import type { ColumnType, JSONColumnType } from 'kysely';

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  claim_id: string;
  fingerprint: string;
  lease_ends_at: ColumnType<Date, Date, Date>;
  expires_at: ColumnType<Date, Date, Date>;
  /** Without a status the request is still being handled. */
  status: number | null;
  headers: JSONColumnType<Record<string, string>> | null;
  body: string | null;
}

declare module '../database/database.ts' {
  interface Database {
    idempotency_keys: IdempotencyKeysTable;
  }
}
