import type { ErrorKind } from '../errors.ts';

const statuses: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'precondition-failed': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  invalid: 422,
  'precondition-required': 428,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
};

/** The HTTP status a kind of error is answered with (RFC 9110 section 15, RFC 6585). */
export const statusOf = (kind: ErrorKind): number => statuses[kind];
