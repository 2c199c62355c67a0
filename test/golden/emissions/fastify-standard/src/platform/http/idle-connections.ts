import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections without a request are looked for, in milliseconds. */
const CHECK_INTERVAL_MS = 500;

/** The latest request of a connection, and since when it has been answered. */
interface Exchange {
  readonly request: IncomingMessage;
  answeredAt?: number;
}

/**
 * Closes each connection that, after an answer, does not bring another request in the time that a client has to begin
 * one (`keepAliveTimeout`) and then to send its headers (`headersTimeout`). Node counts the former anew with every
 * byte, and the latter from the first byte of a request: empty lines in front of it (RFC 9112, section 2.2) would hold
 * a connection for nothing, for ever.
 */
export const endIdleConnections = (server: Server): void => {
  const latest = new Map<Socket, Exchange>();
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => latest.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const exchange: Exchange = { request };
    latest.set(request.socket, exchange);
    response.once('close', () => {
      exchange.answeredAt = performance.now();
    });
  });
  const check = setInterval(() => {
    const before = performance.now() - server.keepAliveTimeout - server.headersTimeout;
    for (const [socket, { request, answeredAt }] of latest)
      // What is left of a body after its answer has the time of its request.
      if (request.complete && answeredAt !== undefined && answeredAt < before) socket.destroy();
  }, CHECK_INTERVAL_MS);
  check.unref();
  server.once('close', () => {
    clearInterval(check);
  });
};
