import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../logging/logger.ts';

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** How long a client has to read the answer, in milliseconds. */
const FAREWELL_MS = 1000;

/**
 * Answers bytes that are not an HTTP request, headers that are too large and requests that take too long to arrive.
 * There is no request here, only a socket: the answer is written by hand and the connection is closed. Node leaves also
 * the other half of it to whoever listens: a client that keeps its side open would hold the connection for ever.
 */
export const answerClientError =
  (logger: Logger) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = statuses[error.code ?? ''] ?? 400;
    const reason = STATUS_CODES[status] ?? 'Bad Request';
    logger.info({ status, code: error.code, address: socket.remoteAddress }, 'request refused by the parser');
    socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  };
