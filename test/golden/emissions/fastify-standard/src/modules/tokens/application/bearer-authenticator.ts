import type { AccessTokens } from '../../../platform/crypto/access-tokens.ts';
import { UnauthenticatedError } from '../../../platform/errors.ts';
import type { Authenticator, Principal, RequestHeaders } from '../../../platform/principal.ts';
import type { SignInStates } from '../../auth/index.ts';
import { TokenExpiredError } from '../domain/token-errors.ts';

const isBearer = /^bearer(?: |$)/i;
/** RFC 6750, section 2.1. */
const wellFormed = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** Reads access tokens from the `Authorization` header (RFC 6750). */
export class BearerAuthenticator implements Authenticator {
  readonly challenge = 'Bearer realm="api"';

  constructor(
    private readonly tokens: Pick<AccessTokens, 'verify'>,
    private readonly signIns: Pick<SignInStates, 'principal'>,
  ) {}

  authenticate({ authorization }: RequestHeaders): Promise<Principal> | undefined {
    return typeof authorization === 'string' && isBearer.test(authorization) ? this.#verify(authorization) : undefined;
  }

  async #verify(authorization: string): Promise<Principal> {
    const token = wellFormed.exec(authorization)?.[1];
    if (token === undefined) throw new UnauthenticatedError('The Authorization header is malformed.');
    const verification = this.tokens.verify(token);
    if (!verification.valid) {
      throw verification.expired ? new TokenExpiredError() : new UnauthenticatedError('The access token is not valid.');
    }
    const { sessionId, userId } = verification.claims;
    const principal = await this.signIns.principal(sessionId);
    if (principal?.userId !== userId) throw new UnauthenticatedError('The sign-in has ended: sign in again.');
    return principal;
  }
}
