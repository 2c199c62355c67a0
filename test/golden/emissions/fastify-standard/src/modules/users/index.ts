import type { Platform } from '../../platform/platform.ts';
import { UserService } from './application/user-service.ts';
import { UserKyselyRepository } from './persistence/user-kysely-repository.ts';
import { userTransactions } from './persistence/user-transactions.ts';

export type { UserRepository } from './application/user-repository.ts';
export { UserService } from './application/user-service.ts';
export { canonicalEmail, type EmailAddress } from './domain/email-address.ts';
export { MAX_PASSWORD_LENGTH, passwordProblem } from './domain/password-policy.ts';
export { administratorRole, defaultRole, isRole, permissionsOf, roles, type Role } from './domain/roles.ts';
export { maySignIn, type User } from './domain/user.ts';
export { emailAddress, personName } from './http/fields.ts';
export { presentUser } from './http/user-presenter.ts';
export { user as userSchema } from './http/users-schemas.ts';
export { UserKyselyRepository } from './persistence/user-kysely-repository.ts';
export { toUser, userColumns } from './persistence/user-row.ts';

/** The use cases of accounts. */
export const createUsers = (platform: Platform): UserService =>
  new UserService(new UserKyselyRepository(platform.database, platform.clock), userTransactions(platform));
