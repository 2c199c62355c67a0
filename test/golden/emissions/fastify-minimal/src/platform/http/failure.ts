import { STATUS_CODES } from 'node:http';
import { AppError, type ErrorEntry } from '../errors.ts';
import { failure, type Meta } from './envelope.ts';
import { StatusError } from './status-failure.ts';
import { statusOf } from './status.ts';
import { InternalError, MethodNotAllowedError, PayloadTooLargeError } from './transport-errors.ts';

/** How an error is answered, whatever the web framework. */
export interface FailureAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly entries: readonly ErrorEntry[];
}

const headersOf = (error: AppError): Record<string, string> => ({
  ...(error.retryAfterSeconds !== undefined && {
    'retry-after': String(Math.max(1, Math.ceil(error.retryAfterSeconds))),
  }),
  ...(error instanceof MethodNotAllowedError && { allow: error.allowed.join(', ') }),
  // Otherwise the body would have to be read to its end before the next request.
  ...(error instanceof PayloadTooLargeError && { connection: 'close' }),
});

/** The one mapping of errors to answers. What is not an {@link AppError} becomes a 500 that says nothing of its cause. */
export const toFailure = (error: unknown): FailureAnswer => {
  const known = error instanceof AppError ? error : new InternalError({ cause: error });
  const status = known instanceof StatusError ? known.status : statusOf(known.kind);
  return { status, headers: headersOf(known), entries: known.entries };
};

const PROBLEM = 'application/problem+json';

/** The quality of the first of these media ranges that a client names; `undefined` when it names none of them. */
const qualityOf = (accept: string, ...ranges: readonly string[]): number | undefined => {
  const parts = accept.split(',').map((part) => part.trim().toLowerCase());
  for (const range of ranges) {
    const named = parts.find((part) => part.split(';', 1)[0]?.trimEnd() === range);
    if (named === undefined) continue;
    const quality = Number(/;\s*q=([\d.]+)/.exec(named)?.[1] ?? 1);
    return Number.isNaN(quality) ? 0 : quality;
  }
  return undefined;
};

/** Whether the client asks for RFC 9457 rather than for the envelope: by name, as many send wildcards for anything. */
export const prefersProblem = (accept: string | undefined): boolean => {
  if (accept?.toLowerCase().includes(PROBLEM) !== true) return false;
  const problem = qualityOf(accept, PROBLEM) ?? 0;
  // The most specific range counts (RFC 9110, section 12.5.1).
  const json = qualityOf(accept, 'application/json', 'application/*', '*/*') ?? 0;
  return problem > 0 && problem >= json;
};

/** RFC 9457 problem details with the same codes as the envelope. */
export const problem = (status: number, entries: readonly ErrorEntry[], meta: Meta) => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail: entries[0]?.message,
  code: entries[0]?.code,
  requestId: meta.requestId,
  timestamp: meta.timestamp,
  errors: entries,
});

/** The body of a refusal and its media type, in the form the client asked for. */
export const renderFailure = (
  { status, entries }: FailureAnswer,
  meta: Meta,
  accept: string | undefined,
): { readonly contentType: string; readonly body: string } =>
  prefersProblem(accept)
    ? { contentType: `${PROBLEM}; charset=utf-8`, body: JSON.stringify(problem(status, entries, meta)) }
    : { contentType: 'application/json; charset=utf-8', body: JSON.stringify(failure(entries, meta)) };
