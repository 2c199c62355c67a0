/** The refusals a security team wants to hear of: the error code of the answer → the name of the event. */
export const securityEvents: Readonly<Record<string, string>> = {
  INVALID_CREDENTIALS: 'failed_login',
  UNAUTHENTICATED: 'unauthenticated',
  TOKEN_EXPIRED: 'token_expired',
  TOKEN_REUSED: 'token_reused',
  TOKEN_INVALID: 'token_invalid',
  FORBIDDEN: 'denied',
  REAUTHENTICATION_REQUIRED: 'reauthentication_demanded',
  RATE_LIMITED: 'rate_limited',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
};
