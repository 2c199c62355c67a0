import type { ColumnType } from 'kysely';

/** Refresh tokens by their SHA-256; those of one sign-in are a family. */
export interface RefreshTokensTable {
  readonly digest: string;
  readonly session_id: string;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly expires_at: ColumnType<Date, Date, never>;
  readonly used_at: Date | null;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    refresh_tokens: RefreshTokensTable;
  }
}
