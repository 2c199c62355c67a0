import type { Socket } from 'node:net';

/** How long a connection is read after its last answer, in milliseconds, and how much of it in bytes. */
const LINGER_MS = 2000;
const LINGER_BYTES = 16 * 1024 * 1024;
const CHECK_MS = 50;

/**
 * Lets the last answer of a connection arrive. A connection that is closed while its client still sends is reset, and
 * the reset overtakes the answer (RFC 9112, section 9.6): a client would not learn that its body is too large. So only
 * our half is closed at first, and what comes is read into nothing, until the client has closed its half, or for a moment.
 */
export const lingerOnClose = (socket: Socket): void => {
  const destroySoon = socket.destroySoon.bind(socket);
  // What Node calls after an answer with `Connection: close`.
  socket.destroySoon = () => {
    if (socket.readableEnded || socket.writableEnded) {
      destroySoon();
      return;
    }
    socket.end();
    const end = { at: performance.now() + LINGER_MS, bytes: socket.bytesRead + LINGER_BYTES };
    const timer = setInterval(() => {
      if (performance.now() > end.at || socket.bytesRead > end.bytes) socket.destroy();
    }, CHECK_MS).unref();
    socket.once('end', destroySoon);
    socket.once('close', () => {
      clearInterval(timer);
    });
  };
};
