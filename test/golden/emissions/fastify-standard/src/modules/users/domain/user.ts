import type { EmailAddress } from './email-address.ts';
import type { Role } from './roles.ts';

/** A person with an account. How they prove who they are is not part of it. */
export interface User {
  readonly id: string;
  readonly email: EmailAddress;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  /** A disabled account cannot sign in, and what it was signed in to ends. */
  readonly isActive: boolean;
  readonly emailVerifiedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewUser {
  readonly email: EmailAddress;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly emailVerifiedAt: Date | null;
}

/** Whether the account may sign in: enabled, and its address confirmed. */
export const maySignIn = (user: User): boolean => user.isActive && user.emailVerifiedAt !== null;
