import { anonymousAccess } from '../../../platform/access.ts';
import { ConflictError } from '../../../platform/errors.ts';
import { defineOperation } from '../../../platform/http/operation.ts';
import { TokenInvalidError } from '../domain/auth-errors.ts';
import { accepted, address, mailedToken, passwordReset, registration } from './auth-schemas.ts';

const tag = 'Authentication';
const access = anonymousAccess;

export const register = defineOperation({
  id: 'register',
  method: 'POST',
  path: '/api/v1/auth/register',
  tag,
  summary: 'Register an account',
  description: 'Mails a link to confirm the address. The answer is the same for an address that has an account.',
  access,
  body: registration,
  success: { status: 202, data: accepted },
});

export const verifyEmail = defineOperation({
  id: 'verifyEmail',
  method: 'POST',
  path: '/api/v1/auth/verify-email',
  tag,
  summary: 'Confirm an address by the mailed token',
  access,
  body: mailedToken,
  success: { status: 204 },
  errors: [TokenInvalidError],
});

export const resendVerification = defineOperation({
  id: 'resendVerification',
  method: 'POST',
  path: '/api/v1/auth/resend-verification',
  tag,
  summary: 'Ask for the confirmation mail again',
  access,
  body: address,
  success: { status: 202, data: accepted },
});

export const forgotPassword = defineOperation({
  id: 'forgotPassword',
  method: 'POST',
  path: '/api/v1/auth/forgot-password',
  tag,
  summary: 'Ask for a mail to choose a new password',
  access,
  body: address,
  success: { status: 202, data: accepted },
});

export const resetPassword = defineOperation({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/v1/auth/reset-password',
  tag,
  summary: 'Choose a new password by the mailed token',
  description: 'Ends every sign-in of the account.',
  access,
  body: passwordReset,
  success: { status: 204 },
  errors: [TokenInvalidError],
});

export const confirmEmailChange = defineOperation({
  id: 'confirmEmailChange',
  method: 'POST',
  path: '/api/v1/auth/change-email/confirm',
  tag,
  summary: 'Confirm a new address by the mailed token',
  access,
  body: mailedToken,
  success: { status: 204 },
  errors: [TokenInvalidError, ConflictError],
});

export const undoEmailChange = defineOperation({
  id: 'undoEmailChange',
  method: 'POST',
  path: '/api/v1/auth/change-email/undo',
  tag,
  summary: 'Bring the old address back by the mailed token',
  description: 'Ends every sign-in of the account and mails a token to choose a new password.',
  access,
  body: mailedToken,
  success: { status: 204 },
  errors: [TokenInvalidError, ConflictError],
});
