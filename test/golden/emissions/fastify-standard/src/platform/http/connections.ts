import type { RequestListener, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Environment } from '../../config/environment.ts';
import { Arrivals } from './arrivals.ts';
import { endIdleConnections } from './idle-connections.ts';
import { inTurn } from './in-turn.ts';
import { lingerOnClose } from './lingering-close.ts';

/** How often connections without a request under way are closed while the server stops, in milliseconds. */
const SWEEP_MS = 50;

/** How long a new connection may take to begin its first request before it is closed then, in milliseconds. */
const FIRST_BYTE_MS = 1000;

/** The connections of a server: not too many, one request of each at a time, and none that holds up its stop. */
export class Connections {
  readonly #server: Server;
  readonly #openedAt = new Map<Socket, number>();
  readonly #arrivals: Arrivals;

  /** Knows the connections that are made from now on: make it for a complete application, before it listens. */
  constructor(
    server: Server,
    { MAX_CONNECTIONS, REQUEST_TIMEOUT }: Pick<Environment, 'MAX_CONNECTIONS' | 'REQUEST_TIMEOUT'>,
  ) {
    this.#server = server;
    server.maxConnections = MAX_CONNECTIONS;
    // For clients that do not read. Twice, so that those that do not send are told (408).
    server.setTimeout(REQUEST_TIMEOUT * 2000);
    for (const listener of server.listeners('request') as RequestListener[]) {
      server.off('request', listener).on('request', inTurn(listener));
    }
    server.on('connection', (socket: Socket) => {
      this.#openedAt.set(socket, performance.now());
      socket.once('close', () => this.#openedAt.delete(socket));
      lingerOnClose(socket);
    });
    endIdleConnections(server);
    this.#arrivals = new Arrivals(server);
  }

  /**
   * Runs `close`, which stops the listener and waits for the connections to end. Until it is done, each connection is
   * closed as soon as no request is under way on it: one that becomes idle, and one that has never carried a request,
   * which Node counts as busy until its time-out. The latter has a moment to begin: its client may be about to send.
   * A request that is under way has the time to arrive that it always has.
   */
  async endDuring(close: () => Promise<unknown>): Promise<void> {
    const sweep = setInterval(() => {
      this.#server.closeIdleConnections();
      const before = performance.now() - FIRST_BYTE_MS;
      for (const [socket, openedAt] of this.#openedAt)
        if (socket.bytesRead === 0 && openedAt < before) socket.destroy();
      this.#arrivals.refuseLate();
    }, SWEEP_MS);
    try {
      await close();
    } finally {
      clearInterval(sweep);
    }
  }
}
