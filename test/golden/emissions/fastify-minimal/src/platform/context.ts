import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one request, or of one job, has in common. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C Trace Context: 32 hexadecimal digits. */
  readonly traceId: string;
}

/** The context of the request being handled, wherever the code is; `undefined` outside a request. */
export const requestContext = new AsyncLocalStorage<RequestContext>();
