import type { ColumnType, Generated } from 'kysely';

/** One account. Its password, its sign-ins and its one-time tokens stand in tables of the `auth` module. */
export interface UsersTable {
  readonly id: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly roles: readonly string[];
  readonly is_active: Generated<boolean>;
  readonly email_verified_at: Date | null;
  /** Sign-ins carry the number that stood here when they began; counting up ends them all. */
  readonly sign_in_epoch: Generated<number>;
  readonly created_at: ColumnType<Date, Date | undefined, never>;
  readonly updated_at: ColumnType<Date, Date | undefined, Date>;
}

declare module '../../../platform/database/database.ts' {
  interface Database {
    users: UsersTable;
  }
}
