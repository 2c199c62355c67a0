import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerClientError } from '../../../../src/platform/http/client-error.ts';

let server: Server;

beforeEach(async () => {
  server = createServer({ requestTimeout: 1500, headersTimeout: 1000, connectionsCheckingInterval: 100 });
  server.on('clientError', answerClientError(pino({ enabled: false })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.close();
});

it.each([
  ['bytes that are no request', 'hello\r\n\r\n', 400],
  ['headers that do not end', 'GET / HTTP/1.1\r\nHost: localhost\r\n', 408],
  ['a body that does not come', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc', 408],
])(
  'answers %s, and closes the connection also of a client that keeps its own side open',
  async (_name, text, status) => {
    // Of a server that listens on a port.
    const address = server.address() as AddressInfo;
    const accepted = once(server, 'connection');
    const client = connect({ port: address.port, host: '127.0.0.1', allowHalfOpen: true });
    await accepted;
    const received = once(client, 'data');
    client.write(text);
    expect(String(await received)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const connections = () =>
      new Promise((resolve) =>
        server.getConnections((_error, count) => {
          resolve(count);
        }),
      );
    await expect.poll(connections, { timeout: 5000 }).toBe(0);
    client.destroy();
  },
);
