import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publicCollection } from './support/probe.ts';
import { request, requestTo } from './support/client.ts';
import { launchServer, startServer, untilOk, type DatabaseAddress, type RunningServer } from './support/server.ts';
import { startSeverableProxy, type SeverableProxy } from './support/severable-proxy.ts';

const probe = async (baseUrl: string, name: string): Promise<{ status: number; body: unknown; text: string }> => {
  const { status, text } = await requestTo(baseUrl, 'GET', `/health/${name}`);
  return { status, text, body: JSON.parse(text) as unknown };
};

/** The address of a database behind the proxy. */
const through = ({ port }: SeverableProxy, { url, migrationUrl }: DatabaseAddress): DatabaseAddress => {
  const proxied = (address: string): string => Object.assign(new URL(address), { host: `127.0.0.1:${port}` }).href;
  return { url: proxied(url), migrationUrl: proxied(migrationUrl) };
};

describe('the probes of a healthy server', () => {
  it('say that it lives, has started and is ready', async () => {
    const baseUrl = inject('baseUrl');
    expect(await probe(baseUrl, 'live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await probe(baseUrl, 'startup')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = await probe(baseUrl, 'ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'ok', checks: { database: { status: 'ok' } } } });
    expect(ready.text).toMatch(/"latencyMs":\d+/);
  });

  it('are routes like any other: of two methods, one path, and nothing that cannot be decoded', async () => {
    const posted = await request('POST', '/health/live');
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await request('GET', '/health/live/')).status).toBe(404);
    expect((await request('GET', '/HEALTH/live')).status).toBe(404);
    expect((await request('GET', '/health/live?x=%')).status).toBe(400);
    expect((await request('GET', '/health/%')).status).toBe(400);
  });
});

describe('while the database is away', () => {
  let database: TestDatabase;
  let proxy: SeverableProxy;
  let server: RunningServer;
  let collection: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { hostname, port } = new URL(database.url);
    proxy = await startSeverableProxy(hostname, Number(port));
    server = await startServer(through(proxy, database));
    collection = await publicCollection();
  });

  afterAll(async () => {
    proxy.restore();
    await server.stop();
    await proxy.close();
    await database.close();
  });

  it('lives, is not ready, and answers 503 with Retry-After; it recovers by itself', async () => {
    proxy.sever();
    await expect.poll(async () => (await probe(server.url, 'ready')).status).toBe(503);
    const ready = await probe(server.url, 'ready');
    expect(ready.body).toMatchObject({ status: 'unavailable', checks: { database: { status: 'unavailable' } } });
    expect(ready.text).not.toMatch(/127\.0\.0\.1|localhost|postgres:|ECONN/i);
    expect((await probe(server.url, 'live')).status).toBe(200);

    const answer = await requestTo(server.url, 'GET', collection);
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN|connect/i);

    proxy.restore();
    await untilOk(server, collection, 5000);
    await untilOk(server, '/health/ready', 5000);
  });
});

describe('a server that starts before its database', () => {
  it.each(['test', 'development'])('waits for it and becomes ready by itself (%s)', async (mode) => {
    // Development runs the missing migrations; elsewhere somebody else does.
    const database = await createTestDatabase({ empty: mode === 'development' });
    const { hostname, port } = new URL(database.url);
    const proxy = await startSeverableProxy(hostname, Number(port));
    proxy.sever();
    const address = through(proxy, database);
    const server = await launchServer(address, { NODE_ENV: mode, DATABASE_MIGRATION_URL: address.migrationUrl });
    try {
      await untilOk(server, '/health/live');
      expect((await probe(server.url, 'startup')).status).toBe(503);
      expect((await probe(server.url, 'ready')).status).toBe(503);
      proxy.restore();
      await untilOk(server, '/health/ready');
      await untilOk(server, await publicCollection());
    } finally {
      await server.stop();
      await proxy.close();
      await database.close();
    }
  });
});
