import type { z } from 'zod';

import type { User } from '../domain/user.ts';
import type { user } from './users-schemas.ts';

/** An account as JSON. */
export const presentUser = (account: User): z.input<typeof user> => ({
  id: account.id,
  email: account.email,
  firstName: account.firstName,
  lastName: account.lastName,
  roles: [...account.roles],
  isActive: account.isActive,
  emailVerified: account.emailVerifiedAt !== null,
  createdAt: account.createdAt.toISOString(),
  updatedAt: account.updatedAt.toISOString(),
  _links: { self: { href: `/api/v1/users/${account.id}` } },
});
