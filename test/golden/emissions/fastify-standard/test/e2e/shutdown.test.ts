import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publicCollection } from './support/probe.ts';
import { open, readAll } from './support/raw-http.ts';
import { startServer, type RunningServer } from './support/server.ts';

const CLIENTS = 50;

/** Far above what a busy machine needs, and far below SHUTDOWN_TIMEOUT and KEEP_ALIVE_TIMEOUT. */
const SOON_MS = 15_000;

/** Time for everybody to notice that the server goes, also on a busy machine. */
const LONG_GRACE = { SHUTDOWN_GRACE: '5' };

interface Reply {
  readonly status: number;
  /** The server asked to open the next connection elsewhere. */
  readonly last: boolean;
}

const send = (url: string, agent: Agent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, last: response.headers.connection === 'close' });
      });
    }).once('error', reject);
  });

/** A busy client on one connection. */
class Client {
  successes = 0;

  /** Asks without a pause until the server asks it to go. @returns the failures it saw */
  async keepAsking(url: string): Promise<string[]> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      for (;;) {
        const { status, last } = await send(url, agent);
        if (status !== 200) return [`status ${status}`];
        this.successes += 1;
        if (last) return [];
      }
    } catch (error) {
      return [String(error)];
    } finally {
      agent.destroy();
    }
  }
}

describe('SIGTERM', () => {
  let database: TestDatabase;
  let server: RunningServer;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  const start = async (environment?: Readonly<Record<string, string>>): Promise<void> => {
    server = await startServer(database, environment);
  };

  it(`loses no request of ${CLIENTS} busy clients and ends with exit code 0`, async () => {
    await start(LONG_GRACE);
    const url = server.url + (await publicCollection());
    const clients = Array.from({ length: CLIENTS }, () => new Client());
    const failures = Promise.all(clients.map((client) => client.keepAsking(url)));
    await expect.poll(() => clients.every(({ successes }) => successes > 1), { timeout: 20_000 }).toBe(true);
    server.signal('SIGTERM');
    expect((await failures).flat()).toEqual([]);
    expect(await server.exited).toBe(0);
  });

  it('fails readiness at once, while requests are still answered', async () => {
    await start(LONG_GRACE);
    server.signal('SIGTERM');
    await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status, { interval: 10 }).toBe(503);
    const answer = await fetch(`${server.url}/health/live`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await server.exited).toBe(0);
  });

  it('does not wait for idle connections', async () => {
    await start();
    const agent = new Agent({ keepAlive: true });
    await send(`${server.url}/health/live`, agent);
    const signalled = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(SOON_MS);
    agent.destroy();
  });

  it('does not wait for a connection that has never carried a request', async () => {
    await start();
    const socket = await open(server.url);
    const signalled = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(SOON_MS);
    socket.destroy();
  });

  it('answers from the database what it has begun to read before it closed', async () => {
    await start();
    const path = await publicCollection();
    const socket = await open(server.url);
    const answer = readAll(socket);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n`);
    server.signal('SIGTERM');
    const closed = () =>
      fetch(`${server.url}/health/live`).then(
        () => false,
        () => true,
      );
    await expect.poll(closed, { timeout: SOON_MS }).toBe(true);
    socket.write('\r\n');
    expect((await answer).status).toBe(200);
    expect(await server.exited).toBe(0);
  });

  it('cuts off what takes longer than SHUTDOWN_TIMEOUT, in seconds, and ends with exit code 1', async () => {
    await start({ SHUTDOWN_TIMEOUT: '2' });
    const socket = await open(server.url);
    // Half a request: it would be waited for.
    socket.write('GET / HTTP/1.1\r\n');
    const signalled = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(1);
    expect(performance.now() - signalled).toBeGreaterThan(1900);
    expect(server.output()).toContain('"msg":"stopping took too long');
    socket.destroy();
  });

  it('stops once when the signal comes twice, as from a terminal', async () => {
    await start();
    server.signal('SIGINT');
    await sleep(50);
    server.signal('SIGINT');
    expect(await server.exited).toBe(0);
    expect(server.output().match(/"msg":"stopping"/g)).toHaveLength(1);
  });

  it('exits at once when somebody signals again, a second later', async () => {
    await start();
    // Half a request: it would be waited for.
    const socket = await open(server.url);
    socket.write('GET / HTTP/1.1\r\n');
    server.signal('SIGINT');
    await expect.poll(() => server.output()).toContain('"msg":"stopping"');
    await sleep(1500);
    server.signal('SIGINT');
    expect(await server.exited).toBe(1);
    socket.destroy();
  });
});
