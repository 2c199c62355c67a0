import { UnauthenticatedError } from '../../../platform/errors.ts';

/** The access token of a request does not hold, whatever the reason: `invalid_token` in RFC 6750, section 3.1. */
export class InvalidAccessTokenError extends UnauthenticatedError {}

/** The access token was good, and its time is over: get a new one. */
export class AccessTokenExpiredError extends InvalidAccessTokenError {
  static override readonly code: string = 'TOKEN_EXPIRED';

  constructor() {
    super('The access token has expired.');
  }
}

/** The refresh token was good, and its time is over: sign in again. */
export class TokenExpiredError extends UnauthenticatedError {
  static override readonly code: string = 'TOKEN_EXPIRED';

  constructor() {
    super('The token has expired.');
  }
}

/** A refresh token was used a second time: one of its holders stole it, so nobody keeps the sign-in. */
export class TokenReusedError extends UnauthenticatedError {
  static override readonly code: string = 'TOKEN_REUSED';

  constructor() {
    super('This token was used before. The sign-in has been ended: sign in again.');
  }
}
