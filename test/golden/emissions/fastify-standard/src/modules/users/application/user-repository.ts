import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { EmailAddress } from '../domain/email-address.ts';
import type { Role } from '../domain/roles.ts';
import type { NewUser, User } from '../domain/user.ts';

export type UserSort = 'createdAt' | 'email';

export interface UserFilters {
  readonly role?: Role | undefined;
  readonly isActive?: boolean | undefined;
}

export interface Names {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** What an administrator decides about an account. */
export interface Standing {
  readonly roles?: readonly Role[] | undefined;
  readonly isActive?: boolean | undefined;
}

/** Where accounts are kept. */
export interface UserRepository {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: EmailAddress): Promise<User | undefined>;
  /** The same, and nobody else changes the account until the transaction ends. */
  lockByEmail(email: EmailAddress): Promise<User | undefined>;
  list(request: PageRequest<UserSort>, filters: UserFilters): Promise<Page<User>>;
  /** @throws ConflictError when the address has an account */
  insert(user: NewUser): Promise<User>;
  /** Changes what is given and returns the account, or `undefined` when there is none. */
  rename(id: string, names: Names): Promise<User | undefined>;
  setStanding(id: string, standing: Standing): Promise<User | undefined>;
  /**
   * Puts the account under an address that its owner has proved. A registration of the address that nobody ever
   * verified, and thus nobody ever signed in to, gives way.
   *
   * @throws ConflictError when the address has another account
   */
  setEmail(id: string, email: EmailAddress): Promise<void>;
  markEmailVerified(id: string): Promise<void>;
  /** Refuses everything the user is signed in to, now and when the account is enabled again. */
  endSignIns(id: string): Promise<void>;
  /**
   * Locks the accounts that can administer until the transaction ends, so that of two that give up the role at the same
   * time the second sees what the first has left.
   *
   * @returns their ids
   */
  lockAdministrators(): Promise<readonly string[]>;
}
