import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endIdleConnections } from '../../../../src/platform/http/idle-connections.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const SLOW_REQUEST = REQUEST.replace('/', '/slow');

/** How long a client has to begin a request, and as long again for its headers. */
const TIME_MS = 3_600_000;
const BOTH_MS = 2 * TIME_MS;

describe('endIdleConnections', () => {
  let server: Server;
  let client: Socket;
  let slow: ServerResponse;
  let answered: Promise<unknown>;

  beforeEach(async () => {
    // The clock of the checks alone: that of Node, which closes silent connections, does not move.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    server = createServer((request, response) => {
      answered = once(response, 'close');
      if (request.url === '/slow') slow = response;
      else response.end('done');
    });
    server.keepAliveTimeout = TIME_MS;
    server.headersTimeout = TIME_MS;
    endIdleConnections(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Of a server that listens on a port.
    client = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  });

  afterEach(async () => {
    vi.useRealTimers();
    client.destroy();
    await promisify(server.close.bind(server))();
  });

  const answerTo = async (request: string): Promise<string> => {
    client.write(request);
    return String((await once(client, 'data'))[0]);
  };

  const openConnections = (): Promise<number> => promisify(server.getConnections.bind(server))();

  it('closes a connection that sends empty lines instead of a request', async () => {
    expect(await answerTo(REQUEST)).toContain('200 OK');
    await answered;
    // What was sent is not read any more.
    client.on('error', () => undefined);
    client.write('\r\n');
    vi.advanceTimersByTime(BOTH_MS - 1000);
    expect(await openConnections()).toBe(1);
    client.write('\r\n');
    const closed = new Promise((resolve) => client.once('close', resolve));
    vi.advanceTimersByTime(2000);
    await closed;
    expect(await openConnections()).toBe(0);
  });

  it('leaves one open whose requests come in time', async () => {
    for (let sent = 0; sent < 8; sent += 1) {
      expect(await answerTo(REQUEST)).toContain('200 OK');
      await answered;
      vi.advanceTimersByTime(TIME_MS);
    }
    expect(await openConnections()).toBe(1);
  });

  it('leaves one open whose answer takes long, also behind another one', async () => {
    expect(await answerTo(REQUEST + SLOW_REQUEST)).toContain('200 OK');
    await vi.waitFor(() => {
      expect(slow).toBeDefined();
    });
    vi.advanceTimersByTime(2 * BOTH_MS);
    const received = once(client, 'data');
    slow.end('done');
    expect(String((await received)[0])).toContain('200 OK');
  });
});
