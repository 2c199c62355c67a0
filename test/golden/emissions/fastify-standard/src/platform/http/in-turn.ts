import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** How many requests of a connection may wait for the one before them. */
const MAX_WAITING = 16;

/**
 * Handles the requests of a connection one after the other. A client may send many without waiting for the answers
 * (pipelining, RFC 9112, section 9.3.2), and Node hands all of them over at once: one packet would take the room of a
 * hundred clients, and a response behind one that nobody reads does not learn that its connection is gone.
 */
export const inTurn = (handle: RequestListener): RequestListener => {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    // Whatever comes behind the last answer of a connection gets none (RFC 9112, section 9.6).
    if (!request.socket.writable) return;
    // Node gives a response the socket when those before it have been sent.
    if (response.socket) {
      handle(request, response);
      return;
    }
    const { socket } = request;
    const count = (waiting.get(socket) ?? 0) + 1;
    waiting.set(socket, count);
    if (count > MAX_WAITING) {
      socket.destroy();
      return;
    }
    response.once('socket', () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      handle(request, response);
    });
  };
};
