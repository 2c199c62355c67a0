import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../context.ts';

const REQUEST_ID = /^[A-Za-z0-9._-]{8,128}$/;

/** W3C Trace Context, section 3.2: version 00, no all-zero trace or parent id. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const only = (header: string | readonly string[] | undefined): string => (typeof header === 'string' ? header : '');

/** The caller's request id when it is safe to repeat in a header and in logs, else a new one. */
export const requestIdOf = (header: string | readonly string[] | undefined): string => {
  const given = only(header);
  return REQUEST_ID.test(given) ? given : randomUUID();
};

/** The context of a request: continues the caller's trace when its `traceparent` is valid, else starts one. */
export const requestContextOf = (
  requestId: string,
  traceparent: string | readonly string[] | undefined,
): RequestContext => {
  const [, traceId] = TRACEPARENT.exec(only(traceparent)) ?? [];
  if (traceId !== undefined) return { requestId, traceId };
  // Node keeps a store of random UUIDs; random bytes would be a system call for each request.
  return { requestId, traceId: randomUUID().replaceAll('-', '') };
};
