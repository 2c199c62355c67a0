import type { Selectable } from 'kysely';

import { isRole } from '../domain/roles.ts';
import type { User } from '../domain/user.ts';
import type { UsersTable } from './users-table.ts';

/** The columns of an account. */
export const userColumns = [
  'id',
  'email',
  'first_name',
  'last_name',
  'roles',
  'is_active',
  'email_verified_at',
  'created_at',
  'updated_at',
] as const;

export type UserRow = Pick<Selectable<UsersTable>, (typeof userColumns)[number]>;

/** The account that a row holds. */
export const toUser = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  // A role that the code no longer knows grants nothing.
  roles: row.roles.filter(isRole),
  isActive: row.is_active,
  emailVerifiedAt: row.email_verified_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
