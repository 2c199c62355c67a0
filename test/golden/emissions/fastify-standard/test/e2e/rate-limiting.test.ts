import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyRedis, redisAnswers } from '../support/redis.ts';
import { codesOf, requestTo } from './support/client.ts';
import { publicCollection } from './support/probe.ts';
import { open, sendRaw } from './support/raw-http.ts';
import { startServer, type RunningServer } from './support/server.ts';

const LIMIT = 6;

let database: TestDatabase;
let path: string;
const servers: RunningServer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  path = await publicCollection();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(() => database.close());

const start = async (environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> => {
  const limits = { RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_ANONYMOUS: String(LIMIT) };
  const server = await startServer(database, { ...limits, ...environment });
  servers.push(server);
  return server;
};

interface Guise {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
}

const send = ({ url }: RunningServer, { method = 'GET', path: target, headers = {} }: Guise) =>
  requestTo(url, method, target, { headers });

describe('a client over its budget', () => {
  it('is told what it has, and when to come back', async () => {
    const server = await start();
    const first = await send(server, { path });
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe(`"anonymous";q=${LIMIT};w=60`);
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"anonymous";r=${LIMIT - 1};t=(5\\d|60)$`));
    for (let request = 2; request <= LIMIT; request += 1) await send(server, { path });

    const refused = await send(server, { path });
    expect(refused.status).toBe(429);
    expect(codesOf(refused)).toEqual(['RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toMatch(/^"anonymous";r=0;t=\d+$/);
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('cannot pass for another by what it sends', async () => {
    const server = await start();
    const guises: readonly Guise[] = [
      { path },
      { path: '/api/v1/there-is-no-such-thing' },
      { path: path.replace('/api', '/%61pi') },
      { path, headers: { 'x-forwarded-for': '198.51.100.1' } },
      { path, headers: { forwarded: 'for=198.51.100.2', 'x-real-ip': '198.51.100.2' } },
      { path, headers: { 'x-client-ip': '198.51.100.3', 'cf-connecting-ip': '198.51.100.3' } },
    ];
    for (const guise of guises) expect([guise, (await send(server, guise)).status]).not.toEqual([guise, 429]);
    for (const guise of guises) expect([guise, (await send(server, guise)).status]).toEqual([guise, 429]);
  });

  it('is counted for requests of nothing as well', async () => {
    const server = await start();
    for (const method of ['OPTIONS', 'PROPFIND', 'QUERY', 'PUT', 'DELETE', 'GET']) {
      const { status, headers } = await send(server, { method, path: '/api/v1/there-is-no-such-thing' });
      expect([method, status, headers.has('ratelimit')]).toEqual([method, 404, true]);
    }
    expect((await send(server, { method: 'OPTIONS', path })).status).toBe(429);
    expect((await send(server, { method: 'PROPFIND', path })).status).toBe(429);
  });

  it('is counted for targets that cannot be read, which have every header of an answer', async () => {
    const server = await start();
    const targets = [`${path}/%`, `${path}/%ff`, `${path}?q=%zz`, '/api/v1/%', `${path}/%?limit=1`, `${path}#here`];
    const { host } = new URL(server.url);
    const send = (target: string, method = 'GET') =>
      sendRaw(server.url, `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    for (const [index, target] of targets.entries()) {
      const { status, head, body } = await send(target, index % 2 === 0 ? 'GET' : 'OPTIONS');
      expect([target, status]).toEqual([target, 400]);
      expect(JSON.parse(body)).toMatchObject({ success: false, errors: [{ code: 'MALFORMED_REQUEST' }] });
      for (const header of [
        `ratelimit-policy: "anonymous";q=${LIMIT};w=60`,
        `ratelimit: "anonymous";r=${LIMIT - 1 - index};`,
        'x-request-id: ',
        'x-content-type-options: nosniff',
        'cache-control: no-store',
      ]) {
        expect(head.toLowerCase()).toContain(`\r\n${header}`);
      }
    }
    expect((await send(`${path}/%`)).status).toBe(429);
  });

  it('is counted by the address a trusted proxy names', async () => {
    const server = await start({ TRUST_PROXY: '127.0.0.1' });
    const from = (address: string) => send(server, { path, headers: { 'x-forwarded-for': address } });
    for (let request = 1; request <= LIMIT; request += 1) await from('198.51.100.1');
    expect((await from('198.51.100.1')).status).toBe(429);
    expect((await from('198.51.100.2')).status).toBe(200);
    for (let host = 1; host <= LIMIT; host += 1) await from(`2001:db8::${host}`);
    expect((await from('2001:db8::ffff')).status).toBe(429);
  });

  it('may be gone before anybody asks for its address: that is no fault', async () => {
    const server = await start({ RATE_LIMIT_ANONYMOUS: '1000' });
    for (let client = 1; client <= 50; client += 1) {
      const socket = await open(server.url);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      socket.resetAndDestroy();
    }
    await expect.poll(async () => (await send(server, { path })).status).toBe(200);
    expect(server.output()).not.toMatch(/"level":"(?:error|fatal)"/);
  });

  it('does not keep the probes of an orchestrator out', async () => {
    const server = await start();
    for (let request = 1; request <= LIMIT * 2; request += 1) await send(server, { path });
    const probe = await send(server, { path: '/health/live' });
    expect(probe.status).toBe(200);
    expect(probe.headers.has('ratelimit')).toBe(false);
  });
});

describe.skipIf(!(await redisAnswers()))('two processes with one Redis', () => {
  it('share the budgets', async () => {
    const environment = { REDIS_URL: await emptyRedis(), TRUST_PROXY: '127.0.0.1' };
    const [first, second] = await Promise.all([start(environment), start(environment)]);
    let clients = 0;
    const admitted = async (): Promise<number> => {
      clients += 1;
      const headers = { 'x-forwarded-for': `198.51.100.${clients}` };
      const answers = await Promise.all(
        Array.from({ length: LIMIT * 4 }, (_unused, index) =>
          send(index % 2 === 0 ? first : second, { path, headers }),
        ),
      );
      return answers.filter(({ status }) => status === 200).length;
    };
    // A process counts for itself while Redis does not answer it: at its start, and on a machine that is too busy.
    await expect.poll(admitted).toBe(LIMIT);
  });
});
