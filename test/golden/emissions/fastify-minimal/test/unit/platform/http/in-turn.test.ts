import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../../../src/platform/http/in-turn.ts';

const requestOf = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe('inTurn', () => {
  let server: Server;
  let client: Socket;
  let received: string;
  let handled: { readonly request: IncomingMessage; readonly response: ServerResponse }[];

  beforeEach(async () => {
    handled = [];
    received = '';
    server = createServer(
      inTurn((request, response) => {
        handled.push({ request, response });
      }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Of a server that listens on a port.
    const address = server.address() as AddressInfo;
    client = connect(address.port, '127.0.0.1').setEncoding('utf8');
    client.on('data', (text) => {
      received += String(text);
    });
    await once(client, 'connect');
  });

  afterEach(() => {
    client.destroy();
    server.close();
  });

  const paths = (): (string | undefined)[] => handled.map(({ request }) => request.url);

  it('handles nothing behind the last answer of a connection', async () => {
    server.on('connection', (socket: Socket) => {
      // As for a connection that lingers.
      socket.destroySoon = () => socket.end();
    });
    const second = connect((server.address() as AddressInfo).port, '127.0.0.1');
    second.write(requestOf('/1'));
    await expect.poll(paths).toEqual(['/1']);
    handled[0]?.response.setHeader('connection', 'close').end('one');
    await once(second, 'data');
    second.write(requestOf('/2'));
    await once(second, 'close');
    expect(paths()).toEqual(['/1']);
  });

  it('handles the next request of a connection when the one before it is answered', async () => {
    client.write(['/1', '/2', '/3'].map(requestOf).join(''));
    await expect.poll(paths).toEqual(['/1']);
    handled[0]?.response.end('one');
    await expect.poll(paths).toEqual(['/1', '/2']);
    handled[1]?.response.end('two');
    await expect.poll(paths).toEqual(['/1', '/2', '/3']);
    handled[2]?.response.end('three');
    await expect.poll(() => received).toMatch(/one[^]*two[^]*three/);
  });

  it('handles nothing more for a client that went away, and tells those it handles', async () => {
    const asked = once(server, 'request');
    client.write(['/1', '/2', '/3'].map(requestOf).join(''));
    await asked;
    const gone = once(handled[0]?.response ?? server, 'close');
    client.resetAndDestroy();
    await gone;
    expect(paths()).toEqual(['/1']);
  });

  it('closes the connection of a client that sends more than it would ever read', async () => {
    const closed = once(client, 'close');
    client.write(requestOf('/').repeat(100));
    await closed;
    expect(handled).toHaveLength(1);
  });
});
