import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What a connection brings: a request whose body arrives, or without one the head of the next. */
interface Arrival {
  readonly since: number;
  readonly request?: IncomingMessage;
}

class LateRequestError extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}

/**
 * The requests that arrive, and since when. Node refuses those that take too long (`headersTimeout`, `requestTimeout`),
 * but from `close` on it does so no more: one client that sends slowly would hold up the stop to its end.
 */
export class Arrivals {
  readonly #server: Server;
  readonly #arrivals = new Map<Socket, Arrival>();

  /** Knows the connections that are made from now on. */
  constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.#arrivals.set(socket, { since: performance.now() });
      socket.once('close', () => this.#arrivals.delete(socket));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#arrivals.set(socket, { since: performance.now(), request });
      response.once('close', () => {
        // Unless another request came behind it (pipelining), or the connection is gone.
        if (this.#arrivals.get(socket)?.request === request) this.#arrivals.set(socket, { since: performance.now() });
      });
    });
  }

  /** Refuses what has taken too long, in the way of Node: by `clientError`, with which a 408 is answered. */
  refuseLate(): void {
    for (const [socket, arrival] of this.#arrivals) {
      if (!this.#isLate(arrival)) continue;
      this.#arrivals.delete(socket);
      const refused = this.#server.emit('clientError', new LateRequestError('The request took too long.'), socket);
      if (!refused) socket.destroy();
    }
  }

  #isLate({ since, request }: Arrival): boolean {
    if (request?.complete === true) return false;
    const { headersTimeout, requestTimeout } = this.#server;
    return performance.now() - since > (request === undefined ? headersTimeout : requestTimeout);
  }
}
