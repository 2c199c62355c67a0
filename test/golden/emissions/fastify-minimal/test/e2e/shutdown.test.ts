import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publicCollection } from './support/probe.ts';
import { startServer, type RunningServer } from './support/server.ts';

const CLIENTS = 50;

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

/** One busy client on one connection, until the server asks it to go. @returns the failures it saw, and its successes */
const keepAsking = async (url: string): Promise<{ failures: string[]; successes: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let successes = 0;
  try {
    for (;;) {
      const { status, last } = await send(url, agent);
      if (status !== 200) return { failures: [`status ${status}`], successes };
      successes += 1;
      if (last) return { failures: [], successes };
    }
  } catch (error) {
    return { failures: [String(error)], successes };
  } finally {
    agent.destroy();
  }
};

describe('SIGTERM', () => {
  let database: TestDatabase;
  let server: RunningServer;

  beforeEach(async () => {
    database = await createTestDatabase();
    server = await startServer(database);
  });

  afterEach(async () => {
    await server.stop();
    await database.close();
  });

  it(`loses no request of ${CLIENTS} busy clients and ends with exit code 0`, async () => {
    const url = server.url + (await publicCollection());
    const clients = Array.from({ length: CLIENTS }, () => keepAsking(url));
    await sleep(500);
    server.signal('SIGTERM');
    const results = await Promise.all(clients);
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(results.every(({ successes }) => successes > 1)).toBe(true);
    expect(await server.exited).toBe(0);
  });

  it('fails readiness at once, while requests are still answered', async () => {
    server.signal('SIGTERM');
    await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status, { interval: 10 }).toBe(503);
    const answer = await fetch(`${server.url}/health/live`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await server.exited).toBe(0);
  });

  it('does not wait for idle connections', async () => {
    const agent = new Agent({ keepAlive: true });
    await send(`${server.url}/health/live`, agent);
    const start = performance.now();
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(5000);
    agent.destroy();
  });
});
