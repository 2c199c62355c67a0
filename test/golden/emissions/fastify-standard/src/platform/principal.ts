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
  /**
   * The `WWW-Authenticate` challenge of this method (RFC 9110, section 11.6.1).
   *
   * @param refusal the error that is answered: of one that this method threw, the challenge says what is wrong
   */
  challenge(refusal: unknown): string;
  /** Whether the request carries credentials of this kind, good or bad: then no other method is asked. */
  applies(headers: RequestHeaders): boolean;
  /**
   * The caller, from memory alone, when these very credentials were verified before and still hold. It costs next to
   * nothing, so that no flood has to be kept from it.
   *
   * @returns `undefined` for all others, whether they hold or not
   */
  recall(headers: RequestHeaders): Principal | undefined;
  /**
   * Reads the caller from the request's headers.
   *
   * @throws UnauthenticatedError, as a rejection, when the credentials are malformed, expired or revoked.
   */
  authenticate(headers: RequestHeaders): Promise<Principal>;
}

const methodOf = (authenticators: readonly Authenticator[], headers: RequestHeaders): Authenticator | undefined =>
  authenticators.find((authenticator) => authenticator.applies(headers));

/** Whether the request carries credentials, good or bad, of a kind that is known or not. */
export const presentsCredentials = (authenticators: readonly Authenticator[], headers: RequestHeaders): boolean =>
  headers['authorization'] !== undefined || methodOf(authenticators, headers) !== undefined;

/** The caller, when the method that is in charge of the credentials knows them by heart. */
export const recall = (authenticators: readonly Authenticator[], headers: RequestHeaders): Principal | undefined =>
  methodOf(authenticators, headers)?.recall(headers);

/**
 * Asks the first method that is in charge of the credentials who calls.
 *
 * @returns the caller, or `undefined` when the request carries no credentials at all.
 * @throws UnauthenticatedError, as a rejection, when credentials are present and refused, also on routes that need none.
 */
export const authenticate = (
  authenticators: readonly Authenticator[],
  headers: RequestHeaders,
): Promise<Principal> | undefined => {
  const method = methodOf(authenticators, headers);
  if (method) return method.authenticate(headers);
  if (headers['authorization'] === undefined) return undefined;
  const message = 'The Authorization header names a scheme this service does not know.';
  return Promise.reject(new UnauthenticatedError(message));
};
