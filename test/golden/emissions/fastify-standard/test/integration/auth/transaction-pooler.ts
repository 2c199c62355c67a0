import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Messages of PostgreSQL's protocol: `NotificationResponse`, and `ReadyForQuery`, which ends every answer. */
const NOTIFICATION = 'A';
const READY = 'Z';

/** Hands on whole messages: their type is one byte, their length the next four, which count themselves. */
const splitMessages = (receive: (type: string, message: Buffer) => void): ((data: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1);
      receive(rest.toString('latin1', 0, 1), rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
};

const join = (client: Socket, server: Socket): void => {
  let isLinked = true;
  client.on('data', (data) => {
    isLinked = true;
    server.write(data);
  });
  server.on(
    'data',
    splitMessages((type, message) => {
      if (isLinked || type !== NOTIFICATION) client.write(message);
      if (type === READY) isLinked = false;
    }),
  );
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
};

/**
 * Does to notifications what a pooler in transaction mode does: between two answers a client has no connection to the
 * database, and what the database says then does not reach it.
 */
export const startPooler = async (url: string): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const pooled = new URL(url);
  const target = { host: pooled.hostname, port: Number(pooled.port === '' ? '5432' : pooled.port) };
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    join(client, connect(target));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  pooled.hostname = '127.0.0.1';
  if (typeof address === 'object' && address !== null) pooled.port = String(address.port);
  return {
    url: pooled.href,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
};
