import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy whose connections a test can cut, to look like an outage of what is behind it. */
export interface SeverableProxy {
  readonly port: number;
  /** Cuts all connections and refuses new ones. */
  sever(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Forwards a local port to another address. */
export const startSeverableProxy = async (host: string, port: number): Promise<SeverableProxy> => {
  const sockets = new Set<Socket>();
  let severed = false;

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.once('close', () => sockets.delete(socket));
  };

  const server = createServer((client) => {
    if (severed) {
      client.resetAndDestroy();
      return;
    }
    const upstream = track(connect(port, host));
    track(client).pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port to listen on.');

  const cut = (): void => {
    severed = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    sever: cut,
    restore: () => {
      severed = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
