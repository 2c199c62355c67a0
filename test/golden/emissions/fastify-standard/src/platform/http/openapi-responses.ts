import { STATUS_CODES } from 'node:http';
import type { ResponseConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import {
  type ErrorType,
  ForbiddenError,
  MalformedRequestError,
  NotFoundError,
  PreconditionFailedError,
  PreconditionRequiredError,
  RateLimitedError,
  UnauthenticatedError,
  UnavailableError,
  ValidationError,
} from '../errors.ts';
import {
  IdempotencyAnswerLostError,
  IdempotencyInProgressError,
  IdempotencyKeyRequiredError,
  IdempotencyKeyReusedError,
} from '../idempotency/idempotency-errors.ts';
import {
  collectionMetaSchema,
  failureSchema,
  headerRef,
  metaSchema,
  problemSchema,
  type HeaderName,
} from './openapi-components.ts';
import type { Operation } from './operation.ts';
import { statusOf } from './status.ts';
import { InternalError, PayloadTooLargeError, UnsupportedMediaTypeError } from './transport-errors.ts';

const noErrors = z.array(z.unknown()).max(0);

const envelopeOf = ({ success }: Operation): z.ZodType =>
  success.collection === true
    ? z.object({
        success: z.literal(true),
        data: z.array(success.data ?? z.unknown()),
        meta: collectionMetaSchema,
        errors: noErrors,
      })
    : z.object({
        success: z.literal(true),
        data: success.data ?? z.null(),
        meta: metaSchema,
        errors: noErrors,
      });

const referTo = (entries: Record<string, HeaderName>) =>
  Object.fromEntries(Object.entries(entries).map(([header, name]) => [header, headerRef(name)]));

const everywhere: Record<string, HeaderName> = {
  'X-Request-Id': 'RequestId',
  RateLimit: 'RateLimit',
  'RateLimit-Policy': 'RateLimitPolicy',
};

const successOf = (operation: Operation): ResponseConfig => ({
  description: STATUS_CODES[operation.success.status] ?? 'Success',
  headers: referTo({
    ...everywhere,
    ...(operation.conditional && operation.success.status !== 204 && { ETag: 'ETag' }),
    ...(operation.success.status === 201 && { Location: 'Location' }),
    ...(operation.idempotency && { 'Idempotency-Replayed': 'IdempotencyReplayed' }),
  }),
  ...(operation.success.status !== 204 && { content: { 'application/json': { schema: envelopeOf(operation) } } }),
});

const failureHeaders = (status: number): Record<string, HeaderName> => ({
  ...everywhere,
  ...(status === 401 && { 'WWW-Authenticate': 'WwwAuthenticate' }),
  ...((status === 429 || status === 503) && { 'Retry-After': 'RetryAfter' }),
});

const failureOf = (status: number, codes: readonly string[]): ResponseConfig => ({
  description: `${STATUS_CODES[status] ?? 'Failure'}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
  headers: referTo(failureHeaders(status)),
  content: {
    'application/json': { schema: failureSchema },
    'application/problem+json': { schema: problemSchema },
  },
});

const idempotencyErrors = [IdempotencyInProgressError, IdempotencyAnswerLostError, IdempotencyKeyReusedError];

/** The failures that follow from the form of an operation. */
const impliedErrors = (operation: Operation): ErrorType[] => [
  MalformedRequestError,
  ValidationError,
  ...(operation.access.kind === 'anonymous' ? [] : [UnauthenticatedError]),
  ...(operation.access.kind === 'permission' ? [ForbiddenError] : []),
  ...(operation.params ? [NotFoundError] : []),
  ...(operation.body ? [PayloadTooLargeError, UnsupportedMediaTypeError] : []),
  ...(operation.conditional === 'if-match' ? [PreconditionFailedError, PreconditionRequiredError] : []),
  ...(operation.conditional === 'if-match-accepted' ? [PreconditionFailedError] : []),
  ...(operation.idempotency ? idempotencyErrors : []),
  ...(operation.idempotency === 'required' ? [IdempotencyKeyRequiredError] : []),
  RateLimitedError,
  InternalError,
  UnavailableError,
];

/** Everything the operation can answer, by status. */
export const responsesOf = (operation: Operation): Record<string, ResponseConfig> => {
  const codes = new Map<number, Set<string>>();
  for (const { kind, code } of [...impliedErrors(operation), ...(operation.errors ?? [])]) {
    const status = statusOf(kind);
    codes.set(status, (codes.get(status) ?? new Set()).add(code));
  }
  const failures = [...codes].map(([status, list]): [number, ResponseConfig] => [status, failureOf(status, [...list])]);
  return {
    [operation.success.status]: successOf(operation),
    ...(operation.conditional === 'etag' && {
      304: { description: 'Not Modified', headers: referTo({ ...everywhere, ETag: 'ETag' }) },
    }),
    ...Object.fromEntries(failures),
  };
};
