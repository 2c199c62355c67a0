import type { ServerResponse } from 'node:http';

/** What is recorded for a request whose client went away before it had the answer, as nginx does. */
export const CLIENT_CLOSED_REQUEST = 499;

/**
 * The status a request ended with, for the log and the metrics: what was answered, or 499 when the client did not wait
 * for all of it. A fault stays one: the server itself breaks off an answer that fails half-way, with status 500.
 */
export const endedStatus = ({
  headersSent,
  statusCode,
  writableFinished,
}: Pick<ServerResponse, 'headersSent' | 'statusCode' | 'writableFinished'>): number =>
  writableFinished || (headersSent && statusCode >= 500) ? statusCode : CLIENT_CLOSED_REQUEST;
