import type { ColumnType, JSONColumnType } from 'kysely';

import type { TokenPayloads, TokenPurpose } from '../domain/one-time-token.ts';

/** The password of an account that has one. */
export interface PasswordCredentialsTable {
  readonly user_id: string;
  /** PHC string format: algorithm, parameters, salt and hash. */
  readonly hash: string;
  readonly changed_at: Date;
}

/** Sign-ins. */
export interface SessionsTable {
  readonly id: string;
  readonly user_id: string;
  readonly epoch: number;
  readonly address: string;
  readonly agent: string | null;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly last_used_at: Date;
  readonly authenticated_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

/** Mailed tokens that wait for their one use, by their SHA-256. A withdrawn one has expired and lost its payload. */
export interface OneTimeTokensTable {
  readonly digest: string;
  readonly user_id: string;
  readonly purpose: TokenPurpose;
  readonly sent_to: string;
  readonly payload: JSONColumnType<{ readonly [Purpose in TokenPurpose]?: TokenPayloads[Purpose] }>;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly expires_at: Date;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    password_credentials: PasswordCredentialsTable;
    sessions: SessionsTable;
    one_time_tokens: OneTimeTokensTable;
  }
}
