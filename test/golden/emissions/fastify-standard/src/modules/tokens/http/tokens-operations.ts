import { anonymousAccess } from '../../../platform/access.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { credentials, InvalidCredentialsError } from '../../auth/index.ts';
import { UnauthenticatedError } from '../../../platform/errors.ts';
import { TokenExpiredError, TokenReusedError } from '../domain/token-errors.ts';
import { refreshTokenBody, signedInUser, tokenPair } from './tokens-schemas.ts';

const tag = 'Authentication';
const access = anonymousAccess;

export const logIn = defineOperation({
  id: 'logIn',
  method: 'POST',
  path: '/api/v1/auth/login',
  tag,
  summary: 'Sign in with address and password',
  description: 'Unknown, disabled and unverified accounts and wrong passwords get the same answer in the same time.',
  access,
  body: credentials,
  success: { status: 200, data: signedInUser },
  errors: [InvalidCredentialsError],
});

export const refresh = defineOperation({
  id: 'refreshTokens',
  method: 'POST',
  path: '/api/v1/auth/refresh',
  tag,
  summary: 'Get new tokens for a refresh token',
  description:
    'A refresh token is good once. Using one again ends the sign-in it belongs to, and withdraws a change of the ' +
    'address that waits to be confirmed.',
  access,
  body: refreshTokenBody,
  success: { status: 200, data: tokenPair },
  errors: [UnauthenticatedError, TokenExpiredError, TokenReusedError],
});

export const logOut = defineOperation({
  id: 'logOut',
  method: 'POST',
  path: '/api/v1/auth/logout',
  tag,
  summary: 'End the sign-in of a refresh token',
  access,
  body: refreshTokenBody,
  success: { status: 204 },
});
