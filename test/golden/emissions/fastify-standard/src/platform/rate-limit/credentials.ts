import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request carries credentials of any kind, good or bad. */
export const carriesCredentials = (headers: IncomingHttpHeaders): boolean =>
  headers.authorization !== undefined || headers.cookie !== undefined || headers['x-api-key'] !== undefined;
