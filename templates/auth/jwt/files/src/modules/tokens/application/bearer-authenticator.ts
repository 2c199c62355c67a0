import type { AccessTokens } from '../../../platform/crypto/access-tokens.ts';
import { UnauthenticatedError } from '../../../platform/errors.ts';
import type { Authenticator, Principal, RequestHeaders } from '../../../platform/principal.ts';
import type { SignInStates } from '../../auth/index.ts';
import { TokenExpiredError } from '../domain/token-errors.ts';

const isBearer = /^bearer(?: |$)/i;
/** RFC 6750, section 2.1. */
const wellFormed = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

const tokenOf = ({ authorization }: RequestHeaders): string | undefined =>
  typeof authorization === 'string' ? wellFormed.exec(authorization)?.[1] : undefined;

/** Reads access tokens from the `Authorization` header (RFC 6750). */
export class BearerAuthenticator implements Authenticator {
  readonly challenge = 'Bearer realm="api"';

  constructor(
    private readonly tokens: Pick<AccessTokens, 'recall' | 'verify'>,
    private readonly signIns: Pick<SignInStates, 'recall' | 'principal'>,
  ) {}

  applies({ authorization }: RequestHeaders): boolean {
    return typeof authorization === 'string' && isBearer.test(authorization);
  }

  recall(headers: RequestHeaders): Principal | undefined {
    const token = tokenOf(headers);
    const claims = token === undefined ? undefined : this.tokens.recall(token);
    const principal = claims && this.signIns.recall(claims.sessionId);
    return principal?.userId === claims?.userId ? principal : undefined;
  }

  async authenticate(headers: RequestHeaders): Promise<Principal> {
    const token = tokenOf(headers);
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
