import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { request } from './support/client.ts';
import { publicBodyRoute, publicCollection } from './support/probe.ts';
import { open, readAll, sendRaw } from './support/raw-http.ts';
import { startServer, type RunningServer } from './support/server.ts';

const HEAD = 'Host: localhost\r\nConnection: close\r\n';

describe('bytes that are not a good request', () => {
  const send = (text: string) => sendRaw(inject('baseUrl'), text);

  it('are refused and the connection is closed', async () => {
    const bad = {
      'no HTTP': '\u0016\u0003\u0001 hello\r\n\r\n',
      'no host': 'GET / HTTP/1.1\r\n\r\n',
      'a blank in the path': `GET /a b HTTP/1.1\r\n${HEAD}\r\n`,
      'two lengths': `POST / HTTP/1.1\r\n${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
      'a length and chunks': `POST / HTTP/1.1\r\n${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    };
    for (const [name, text] of Object.entries(bad)) {
      expect([name, (await send(text)).status]).toEqual([name, 400]);
    }
  });

  it('are refused when the headers or the URL are too long', async () => {
    const headers = await send(`GET / HTTP/1.1\r\n${HEAD}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(headers.status).toBe(431);
    const url = await send(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${HEAD}\r\n`);
    expect(url.status).toBe(431);
  });

  it('do not trip over strange but valid URLs', async () => {
    const collection = await publicCollection();
    for (const path of [
      `${collection}/%00`,
      '/%2e%2e/%2e%2e/etc/passwd',
      '//evil.example',
      '/?__proto__[a]=1',
      `${collection}?q=%00`,
    ]) {
      const { status } = await send(`GET ${path} HTTP/1.1\r\n${HEAD}\r\n`);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });

  it('leave the server in good health', async () => {
    await expect.poll(async () => (await request('GET', '/health/ready')).status).toBe(200);
  });
});

describe('slow and vanishing clients', () => {
  let database: TestDatabase;
  let server: RunningServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startServer(database, { REQUEST_TIMEOUT: '2', KEEP_ALIVE_TIMEOUT: '7' });
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  it('get a time-out while they send headers', async () => {
    const socket = await open(server.url);
    const answer = readAll(socket);
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n');
    expect((await answer).status).toBe(408);
  });

  it('get a time-out while they send a body', async () => {
    const path = (await publicBodyRoute()) ?? '/health/live';
    const socket = await open(server.url);
    const answer = readAll(socket);
    const length = 'Content-Type: application/json\r\nContent-Length: 100\r\n';
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\n${length}\r\n{"a":`);
    expect([405, 408]).toContain((await answer).status);
  });

  it('are told how long their connection is kept', async () => {
    const { headers } = await fetch(`${server.url}/health/live`);
    expect(headers.get('keep-alive')).toBe('timeout=7');
  });

  it('may go away at any moment', async () => {
    const collection = await publicCollection();
    for (let i = 0; i < 20; i += 1) {
      const socket = await open(server.url);
      socket.write(`GET ${collection} HTTP/1.1\r\nHost: localhost\r\n${i % 2 === 0 ? '\r\n' : ''}`);
      await sleep(i % 3);
      socket.resetAndDestroy();
    }
    await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(server.output()).not.toMatch(/"level":"(?:error|fatal)"/);
  });
});
