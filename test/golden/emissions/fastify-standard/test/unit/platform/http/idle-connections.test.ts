import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endIdleConnections } from '../../../../src/platform/http/idle-connections.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** How long a client has to begin a request, and as long again for its headers. */
const TIME_MS = 500;
const BOTH_MS = 2 * TIME_MS;

describe('endIdleConnections', () => {
  let server: Server;
  let client: Socket;
  let beat: NodeJS.Timeout | undefined;

  beforeEach(async () => {
    server = createServer({ keepAliveTimeout: TIME_MS, headersTimeout: TIME_MS }, (request, response) => {
      setTimeout(() => response.end('done'), request.url === '/slow' ? BOTH_MS * 2 : 0);
    });
    endIdleConnections(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Of a server that listens on a port.
    client = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  });

  afterEach(async () => {
    clearInterval(beat);
    client.destroy();
    await promisify(server.close.bind(server))();
  });

  const answerTo = async (request: string): Promise<string> => {
    client.write(request);
    return String(await once(client, 'data'));
  };

  const sendEvery = (milliseconds: number, text: string): void => {
    beat = setInterval(() => client.write(text), milliseconds);
  };

  it('closes a connection that sends empty lines instead of a request', async () => {
    expect(await answerTo(REQUEST)).toContain('200 OK');
    const start = performance.now();
    sendEvery(50, '\r\n');
    client.on('error', () => undefined);
    await once(client, 'close');
    expect(performance.now() - start).toBeGreaterThanOrEqual(BOTH_MS - 100);
  });

  it('leaves one open whose requests come in time', async () => {
    for (let sent = 0; sent < 8; sent += 1) {
      expect(await answerTo(REQUEST)).toContain('200 OK');
      await new Promise((resolve) => setTimeout(resolve, TIME_MS / 2));
    }
  });

  it('leaves one open whose answer takes long, also behind another one', async () => {
    expect(await answerTo(REQUEST + REQUEST.replace('/', '/slow'))).toContain('200 OK');
    expect(String(await once(client, 'data'))).toContain('200 OK');
  });
});
