import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { productionEnvironment } from '../support/production.ts';
import { request, requestTo } from './support/client.ts';
import { publicCollection } from './support/probe.ts';
import { sendRaw } from './support/raw-http.ts';
import { startServer, type RunningServer } from './support/server.ts';

describe('the headers of every answer', () => {
  it('protect a browser that shows it', async () => {
    for (const path of [await publicCollection(), '/health/live', '/nope', '/%zz']) {
      const { headers } = await request('GET', path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('protect it also from a target that no browser sends', async () => {
    const answer = await sendRaw(inject('baseUrl'), 'GET /nope#part HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).toMatchObject({ status: 400, head: expect.stringContaining('nosniff') as string });
  });

  it('say how long it is to clients of HTTP/1.0 as well, who cannot tell an answer that breaks off', async () => {
    for (const path of [await publicCollection(), '/health/live', '/nope']) {
      const { head, body } = await sendRaw(inject('baseUrl'), `GET ${path} HTTP/1.0\r\n\r\n`);
      const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
      expect([path, Number(length)]).toEqual([path, Buffer.byteLength(body)]);
    }
  });

  it('do not say what the server is made of', async () => {
    const { headers } = await request('GET', '/nope');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('server')).toBe(false);
  });
});

describe('the request id', () => {
  it("is the caller's when it is safe to repeat", async () => {
    for (const id of ['12345678', 'Order.2026_07-A', 'x'.repeat(128)]) {
      const { headers } = await request('GET', '/nope', { headers: { 'x-request-id': id } });
      expect(headers.get('x-request-id')).toBe(id);
    }
  });

  it('is a new one otherwise', async () => {
    for (const id of ['short', 'x'.repeat(129), 'has blanks in it', '<script>alert(1)', 'a,b,c,d,e,f', '']) {
      const { headers } = await request('GET', '/nope', { headers: { 'x-request-id': id } });
      expect(headers.get('x-request-id')).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });
});

describe('in production', () => {
  const ORIGIN = 'https://app.example.test';
  let database: TestDatabase;
  let server: RunningServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startServer(database, {
      ...productionEnvironment(),
      DATABASE_URL: database.url,
      RATE_LIMIT_ENABLED: 'true',
      CORS_ORIGINS: `${ORIGIN},https://admin.example.test`,
      LOG_LEVEL: 'info',
    });
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  const get = (headers: Record<string, string>) => requestTo(server.url, 'GET', '/nope', { headers });

  it('binds browsers to HTTPS', async () => {
    const { headers } = await get({});
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });

  it('lets scripts of the listed origins read answers', async () => {
    const { headers } = await get({ origin: ORIGIN });
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag');
  });

  it('lets no other origin read them', async () => {
    for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null', 'http://app.example.test']) {
      const { headers } = await get({ origin });
      expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
    }
  });

  it('answers preflights', async () => {
    const preflight = (origin: string) =>
      requestTo(server.url, 'OPTIONS', '/api/v1/anything', {
        headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'if-match' },
      });
    const allowed = await preflight(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-max-age')).toBe('600');
    expect(allowed.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('if-match');
    expect((await preflight('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
  });

  it('takes no other OPTIONS for a preflight', async () => {
    const half = [
      {},
      { origin: ORIGIN },
      { 'access-control-request-method': 'PATCH' },
      { origin: '', 'access-control-request-method': 'PATCH' },
      { origin: ORIGIN, 'access-control-request-method': '' },
    ];
    for (const headers of half) {
      const known = await requestTo(server.url, 'OPTIONS', await publicCollection(), { headers });
      expect([headers, known.status, known.headers.get('allow')]).toEqual([
        headers,
        405,
        expect.stringContaining('GET'),
      ]);
      const unknown = await requestTo(server.url, 'OPTIONS', '/api/v1/anything', { headers });
      expect([headers, unknown.status]).toEqual([headers, 404]);
      expect(unknown.headers.get('access-control-allow-origin')).toBe(headers.origin === ORIGIN ? ORIGIN : null);
      expect(unknown.headers.get('vary')?.toLowerCase()).toContain('origin');
      expect(unknown.headers.has('access-control-allow-methods')).toBe(false);
    }
  });

  it("logs one line a request, with its ids and the caller's trace", async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const requestId = 'request-of-the-log-test';
    await get({ 'x-request-id': requestId, traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    await expect.poll(() => server.output()).toContain(requestId);
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.includes(requestId));
    expect(lines).toHaveLength(1);
    const line = { requestId, traceId, method: 'GET', status: 404, address: '127.0.0.1' };
    expect(JSON.parse(lines[0] ?? '')).toMatchObject(line);
  });

  it('logs no probe that is answered, which come every few seconds', async () => {
    const headers = (id: string) => ({ headers: { 'x-request-id': id } });
    expect((await requestTo(server.url, 'GET', '/health/live', headers('request-of-a-probe'))).status).toBe(200);
    await requestTo(server.url, 'GET', '/nope', headers('request-after-the-probe'));
    await expect.poll(() => server.output()).toContain('request-after-the-probe');
    expect(server.output()).not.toContain('request-of-a-probe');
  });

  it('starts a trace of its own when the header is not valid', async () => {
    const requestId = 'request-without-a-trace';
    await get({ 'x-request-id': requestId, traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` });
    await expect.poll(() => server.output()).toContain(requestId);
    const line = server
      .output()
      .split('\n')
      .find((candidate) => candidate.includes(requestId));
    expect(line).toMatch(/"traceId":"(?!0{32})[0-9a-f]{32}"/);
  });
});
