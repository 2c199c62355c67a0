import type { AccessTokens } from '../../../platform/crypto/access-tokens.ts';
import type { Authenticator, Principal, RequestHeaders } from '../../../platform/principal.ts';
import type { SignInStates } from '../../auth/index.ts';
import { AccessTokenExpiredError, InvalidAccessTokenError } from '../domain/token-errors.ts';

const isBearer = /^bearer(?: |$)/i;
const CHALLENGE = 'Bearer realm="api"';
/** RFC 6750, section 2.1. */
const wellFormed = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

const tokenOf = ({ authorization }: RequestHeaders): string | undefined =>
  typeof authorization === 'string' ? wellFormed.exec(authorization)?.[1] : undefined;

/** Reads access tokens from the `Authorization` header (RFC 6750). */
export class BearerAuthenticator implements Authenticator {
  constructor(
    private readonly tokens: Pick<AccessTokens, 'recall' | 'verify'>,
    private readonly signIns: Pick<SignInStates, 'recall' | 'principal'>,
  ) {}

  applies({ authorization }: RequestHeaders): boolean {
    return typeof authorization === 'string' && isBearer.test(authorization);
  }

  /** Who sent no token, or failed in another way, such as a wrong password, has no token to be told of. */
  challenge(refusal: unknown): string {
    if (!(refusal instanceof InvalidAccessTokenError)) return CHALLENGE;
    return `${CHALLENGE}, error="invalid_token", error_description="${refusal.message}"`;
  }

  recall(headers: RequestHeaders): Principal | undefined {
    const token = tokenOf(headers);
    const claims = token === undefined ? undefined : this.tokens.recall(token);
    const principal = claims && this.signIns.recall(claims.sessionId);
    return principal?.userId === claims?.userId ? principal : undefined;
  }

  async authenticate(headers: RequestHeaders): Promise<Principal> {
    const token = tokenOf(headers);
    if (token === undefined) throw new InvalidAccessTokenError('The Authorization header is malformed.');
    const verification = this.tokens.verify(token);
    if (!verification.valid) {
      if (verification.expired) throw new AccessTokenExpiredError();
      throw new InvalidAccessTokenError('The access token is not valid.');
    }
    const { sessionId, userId } = verification.claims;
    const principal = await this.signIns.principal(sessionId);
    if (principal?.userId !== userId) throw new InvalidAccessTokenError('The sign-in has ended: sign in again.');
    return principal;
  }
}
