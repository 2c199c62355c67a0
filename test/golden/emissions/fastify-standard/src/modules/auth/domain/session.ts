import type { Role } from '../../users/index.ts';

/** The newest sign-ins of an account that are listed. */
export const MAX_LISTED_SESSIONS = 100;

/** Where a request came from. */
export interface Client {
  readonly address: string;
  readonly agent: string | undefined;
}

/** One sign-in of a user, on one device. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly address: string;
  readonly agent: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** A sign-in as it begins. */
export interface NewSession {
  readonly userId: string;
  /** The epoch of the account when the password was checked: ends the sign-in if the account was signed out meanwhile. */
  readonly epoch: number;
  readonly client: Client;
  readonly expiresAt: Date;
}

/** What a living sign-in lets its holder be. */
export interface SignInState {
  readonly sessionId: string;
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
}
