import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerClientError } from '../../../../src/platform/http/client-error.ts';
import { Connections } from '../../../../src/platform/http/connections.ts';

/** Far below the 60 seconds that Node gives a client to send a request. */
const SOON_MS = 10_000;

describe('Connections', () => {
  let server: Server;
  let connections: Connections;
  let answer: () => void;
  let clients: Socket[];

  beforeEach(async () => {
    clients = [];
    server = createServer((_request, response) => {
      answer = () => response.end('done');
    });
    connections = new Connections(server, { MAX_CONNECTIONS: 2, REQUEST_TIMEOUT: 30 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
  });

  const open = async (): Promise<Socket> => {
    // Of a server that listens on a port.
    const address = server.address() as AddressInfo;
    const accepted = once(server, 'connection');
    const client = connect(address.port, '127.0.0.1').setEncoding('utf8');
    clients.push(client);
    await accepted;
    return client;
  };

  const close = (): Promise<void> => connections.endDuring(promisify(server.close.bind(server)));

  it('closes the connections that are too many at once', async () => {
    await open();
    await open();
    const dropped = once(server, 'drop');
    const address = server.address() as AddressInfo;
    const client = connect(address.port, '127.0.0.1');
    clients.push(client);
    await Promise.all([dropped, once(client, 'close')]);
  });

  it('does not wait for a connection that has never carried a request', async () => {
    const client = await open();
    const closed = once(client, 'close');
    const start = performance.now();

    await close();
    await closed;

    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });

  it('does not close a connection whose client is about to send', async () => {
    const client = await open();
    const received = once(client, 'data');
    const asked = once(server, 'request');

    const closing = close();
    setTimeout(() => client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), 200);
    await asked;
    answer();

    expect(String(await received)).toContain('200 OK');
    await closing;
  });

  it('lets the answer arrive while its client still sends, and then does not wait for ever', async () => {
    const client = await open();
    const asked = once(server, 'request');
    client.write('POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n');
    await asked;
    answer();
    expect(String(await once(client, 'data'))).toContain('200 OK');
    client.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
    // Without an error: the connection was not reset.
    await once(client, 'close');
    await close();
  });

  it('answers the request under way, and then does not wait for its connection', async () => {
    const client = await open();
    const asked = once(server, 'request');
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await asked;
    const received = once(client, 'data');
    const start = performance.now();

    const closing = close();
    setTimeout(answer, 200);

    expect(String(await received)).toContain('200 OK');
    await closing;
    expect(performance.now() - start).toBeGreaterThan(150);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });

  it('lets a client finish the request it has begun to send', async () => {
    const client = await open();
    client.write('GET / HTTP/1.1\r\n');
    const received = once(client, 'data');
    const asked = once(server, 'request');

    const closing = close();
    setTimeout(() => client.write('Host: localhost\r\n\r\n'), 200);
    await asked;
    answer();

    expect(String(await received)).toContain('200 OK');
    await closing;
  });

  it.each([
    ['head', 'GET / HTTP/1.1\r\nHost: localhost\r\n', 'X-Slow: 1\r\n'],
    ['body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n', 'x'],
  ])('refuses a request whose %s takes too long, and does not wait for it', async (_part, beginning, more) => {
    server.headersTimeout = 300;
    server.requestTimeout = 300;
    server.on('clientError', answerClientError(pino({ level: 'silent' })));
    const client = await open();
    const received = once(client, 'data');
    client.write(beginning);
    const dripping = setInterval(() => client.write(more), 50);
    client.once('end', () => {
      clearInterval(dripping);
    });

    await close();

    expect(String(await received)).toContain('408 Request Timeout');
  });
});
