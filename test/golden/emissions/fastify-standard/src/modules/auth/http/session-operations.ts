import { ReauthenticationRequiredError, recentlySignedIn, signedIn } from '../../../platform/access.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { InvalidCredentialsError } from '../domain/auth-errors.ts';
import { accepted, address, passwordChange, reauthentication, session, sessionParams } from './auth-schemas.ts';

const tag = 'Authentication';

export const reauthenticate = defineOperation({
  id: 'reauthenticate',
  method: 'POST',
  path: '/api/v1/auth/reauthenticate',
  tag,
  summary: 'Open the sensitive routes for ten minutes',
  access: signedIn,
  body: reauthentication,
  success: { status: 204 },
  errors: [InvalidCredentialsError],
});

export const changePassword = defineOperation({
  id: 'changePassword',
  method: 'POST',
  path: '/api/v1/auth/change-password',
  tag,
  summary: 'Change the password',
  description:
    'Ends the other sign-ins of the account, and withdraws a change of the address that waits to be confirmed.',
  access: recentlySignedIn,
  body: passwordChange,
  success: { status: 204 },
  errors: [InvalidCredentialsError, ReauthenticationRequiredError],
});

export const changeEmail = defineOperation({
  id: 'changeEmail',
  method: 'POST',
  path: '/api/v1/auth/change-email',
  tag,
  summary: 'Change the address of the account',
  description: 'Mails a link to the new address to confirm it.',
  access: recentlySignedIn,
  body: address,
  success: { status: 202, data: accepted },
  errors: [ReauthenticationRequiredError],
});

export const logoutAll = defineOperation({
  id: 'logoutAll',
  method: 'POST',
  path: '/api/v1/auth/logout-all',
  tag,
  summary: 'End all sign-ins',
  description: 'Withdraws a change of the address that waits to be confirmed, too.',
  access: signedIn,
  success: { status: 204 },
});

export const listSessions = defineOperation({
  id: 'listSessions',
  method: 'GET',
  path: '/api/v1/auth/sessions',
  tag,
  summary: 'List the sign-ins of the account',
  access: signedIn,
  success: { status: 200, data: session, collection: true },
});

export const getSession = defineOperation({
  id: 'getSession',
  method: 'GET',
  path: '/api/v1/auth/sessions/{id}',
  tag,
  summary: 'A sign-in of the account',
  access: signedIn,
  params: sessionParams,
  success: { status: 200, data: session },
});

export const endSession = defineOperation({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/v1/auth/sessions/{id}',
  tag,
  summary: 'End a sign-in',
  description: 'Withdraws a change of the address that waits to be confirmed, too.',
  access: signedIn,
  params: sessionParams,
  success: { status: 204 },
});
