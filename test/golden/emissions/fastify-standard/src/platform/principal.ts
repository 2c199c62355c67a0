import { UnauthenticatedError } from './errors.ts';

/** The headers of a request, names in lower case. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a caller may do. A `Set` of permission names is one; an administrator's answers yes to every name. */
export interface Permissions {
  has(permission: string): boolean;
}

/** Held by roles that may do everything, so that a permission added later needs no change of the role. */
export const everyPermission: Permissions = { has: () => true };

/** The authenticated caller of a request, as every authentication method presents it. */
export interface Principal {
  readonly userId: string;
  /** The sign-in this request belongs to; ending it refuses the caller's next request. */
  readonly sessionId: string;
  readonly roles: readonly string[];
  readonly permissions: Permissions;
  /** When the caller last proved who they are (password or a fresh factor), not when the token was issued. */
  readonly authenticatedAt: Date;
}

/** One way of proving who calls: a bearer token, a session cookie, an API key. */
export interface Authenticator {
  /** The `WWW-Authenticate` challenge of this method (RFC 9110, section 11.6.1). */
  readonly challenge: string;
  /**
   * Reads the caller from the request's headers.
   *
   * @returns the caller, or `undefined` when the request carries no credentials of this kind.
   * @throws UnauthenticatedError, as a rejection, when it carries such credentials and they are malformed, expired or
   * revoked.
   */
  authenticate(headers: RequestHeaders): Promise<Principal> | undefined;
}

/**
 * Asks each method in turn who calls.
 *
 * @returns the first caller found, or `undefined` when the request carries no credentials at all.
 * @throws UnauthenticatedError, as a rejection, when credentials are present and refused, also on routes that need none.
 */
export const authenticate = (
  authenticators: readonly Authenticator[],
  headers: RequestHeaders,
): Promise<Principal> | undefined => {
  for (const authenticator of authenticators) {
    const principal = authenticator.authenticate(headers);
    if (principal) return principal;
  }
  if (headers['authorization'] === undefined) return undefined;
  const message = 'The Authorization header names a scheme this service does not know.';
  return Promise.reject(new UnauthenticatedError(message));
};
