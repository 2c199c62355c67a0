import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the socket. */
export interface RawAnswer {
  /** 0 when the connection was closed without one. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

const TIMEOUT_MS = 20_000;

/** Opens a connection to the server. */
export const open = async (baseUrl: string): Promise<Socket> => {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket.setEncoding('utf8');
};

/** Everything the server writes until it closes the connection. */
export const readAll = (socket: Socket): Promise<RawAnswer> =>
  new Promise((resolve) => {
    let text = '';
    const done = (): void => {
      clearTimeout(timer);
      socket.destroy();
      const [head = '', ...rest] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') });
    };
    const timer = setTimeout(done, TIMEOUT_MS);
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    // A reset after the answer is how a server ends a connection whose rest it does not want to read.
    socket.once('error', done);
    socket.once('close', done);
  });

/** Sends bytes that no HTTP client would send. */
export const sendRaw = async (baseUrl: string, text: string): Promise<RawAnswer> => {
  const socket = await open(baseUrl);
  const answer = readAll(socket);
  socket.write(text);
  return answer;
};
