import { ForbiddenError, UnauthenticatedError } from './errors.ts';
import type { Principal } from './principal.ts';

/** The operation is sensitive and the caller proved who they are too long ago. */
export class ReauthenticationRequiredError extends ForbiddenError {
  static override readonly code: string = 'REAUTHENTICATION_REQUIRED';

  constructor() {
    super('Confirm your password at /api/v1/auth/reauthenticate, then repeat the request.');
  }
}

/** A sensitive route refuses a sign-in that is older than this (NIST SP 800-63B, section 5.2.11 on reauthentication). */
const RECENT_SIGN_IN_SECONDS = 600;

/**
 * Who may call an operation. Every operation declares one; a route without it keeps the server from starting.
 *
 * - `anonymous`: nobody is identified and credentials are not even read, so a stale token cannot block a log-in.
 * - `public`: anybody; a caller who presents credentials is identified, and refused when they are invalid.
 * - `signed-in`: any authenticated user; with `recent` only within ten minutes of proving who they are.
 * - `permission`: users one of whose roles grants the permission.
 */
export type Access =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in'; readonly recent?: boolean }
  | { readonly kind: 'permission'; readonly permission: string };

export const anonymousAccess: Access = { kind: 'anonymous' };
export const publicAccess: Access = { kind: 'public' };
export const signedIn: Access = { kind: 'signed-in' };
export const recentlySignedIn: Access = { kind: 'signed-in', recent: true };
export const permission = (name: string): Access => ({ kind: 'permission', permission: name });

const isRecent = (principal: Principal, now: Date): boolean =>
  now.getTime() - principal.authenticatedAt.getTime() <= RECENT_SIGN_IN_SECONDS * 1000;

/**
 * Lets the caller through or throws.
 *
 * @throws UnauthenticatedError when the operation needs a caller and there is none.
 * @throws ForbiddenError when the caller lacks the permission.
 * @throws ReauthenticationRequiredError when the operation is sensitive and the sign-in is too old.
 */
export const authorize = (access: Access, principal: Principal | undefined, now: Date): void => {
  if (access.kind === 'anonymous' || access.kind === 'public') return;
  if (!principal) throw new UnauthenticatedError();
  if (access.kind === 'permission' && !principal.permissions.has(access.permission)) throw new ForbiddenError();
  if (access.kind === 'signed-in' && access.recent === true && !isRecent(principal, now)) {
    throw new ReauthenticationRequiredError();
  }
};
