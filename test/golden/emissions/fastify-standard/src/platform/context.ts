import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and outgoing call of one request, or of one job, has in common. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C Trace Context: 32 hexadecimal digits. */
  readonly traceId: string;
  /** W3C Trace Context: the two digits that say whether the caller records this trace. */
  readonly traceFlags: string;
}

/** The context of the request being handled, wherever the code is; `undefined` outside a request. */
export const requestContext = new AsyncLocalStorage<RequestContext>();
