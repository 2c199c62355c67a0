import { MalformedRequestError, UnauthenticatedError } from '../../../platform/errors.ts';

/** The one answer to every failed log-in, so that it does not tell which addresses have an account. */
export class InvalidCredentialsError extends UnauthenticatedError {
  static override readonly code: string = 'INVALID_CREDENTIALS';

  constructor() {
    super('The e-mail address or the password is not right.');
  }
}

/** A mailed token is wrong, used, expired, or meant for something else. */
export class TokenInvalidError extends MalformedRequestError {
  static override readonly code: string = 'TOKEN_INVALID';

  constructor() {
    super('The link is not valid any more: ask for a new one.', { field: 'token' });
  }
}
