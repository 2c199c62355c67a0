import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { request, requestTo } from './support/client.ts';
import { publicBodyRoute, publicCollection } from './support/probe.ts';
import { sendRaw } from './support/raw-http.ts';
import { startServer, urlIn, type RunningServer } from './support/server.ts';

describe('GET /metrics', () => {
  it('counts and times requests by the pattern of their route', async () => {
    const path = await publicCollection();
    await request('GET', path);
    await request('GET', `/api/v1/no-such-thing-${crypto.randomUUID()}`);
    const { status, headers, text } = await request('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/plain; version=');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toMatch(
      new RegExp(`http_request_duration_seconds_count\\{method="GET",route="${path}",status="200"\\} \\d+`),
    );
    expect(text).toContain('route="unmatched",status="404"');
    expect(text).not.toContain('no-such-thing-');
    const length = (await request('HEAD', '/metrics')).headers.get('content-length');
    expect(Number(length)).toBeGreaterThan(0);
  });

  it('has no route for a method or a path that there is not, and that of a target it cannot read', async () => {
    const path = await publicCollection();
    await request('OPTIONS', path);
    await request('POST', '/health/live');
    await request('GET', `/api/v1/nothing/${'x'.repeat(500)}`);
    await request('GET', `${path}/${'x'.repeat(500)}`);
    for (const target of [`${path}?q=%zz`, `${path}/%`]) {
      await sendRaw(inject('baseUrl'), `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    }
    const { text } = await request('GET', '/metrics');
    const series = [...text.matchAll(/duration_seconds_count\{method="(\w+)",route="([^"]+)",status="(\d+)"\}/g)];
    const seen = series.map(([, ...labels]) => labels.join(' '));
    expect(seen).toEqual(
      expect.arrayContaining([
        'OPTIONS unmatched 405',
        'POST unmatched 405',
        'GET unmatched 404',
        `GET ${path}/:id 404`,
        `GET ${path} 400`,
        `GET ${path}/:id 400`,
      ]),
    );
  });

  it('counts what is refused to callers', async () => {
    const path = await publicBodyRoute();
    if (path === undefined) return;
    const headers = { 'content-type': 'application/json' };
    expect((await request('POST', path, { headers, raw: `"${'x'.repeat(110_000)}"` })).status).toBe(413);
    const refused = /\nsecurity_events_total\{event="payload_too_large"\} [1-9]/;
    await expect.poll(async () => (await request('GET', '/metrics')).text).toMatch(refused);
  });

  it('shows the pool, the event loop and the process', async () => {
    const { text } = await request('GET', '/metrics');
    for (const name of [
      'database_connections{state="max"}',
      'database_connections{state="waiting"}',
      'database_queries_total',
      'database_failed_queries_total',
      'database_slow_queries_total',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'http_requests_in_flight',
      'security_events_total{event="payload_too_large"}',
    ]) {
      expect(text).toContain(`\n${name}`);
    }
  });
});

describe('with a port of their own', () => {
  let database: TestDatabase;
  let server: RunningServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startServer(database, { METRICS_PORT: '0' });
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  it('metrics are there and nowhere else', async () => {
    const there = await requestTo(urlIn(server.output(), 'metrics listening') ?? '', 'GET', '/metrics');
    expect(there.status).toBe(200);
    expect(there.text).toContain('http_requests_in_flight');
    expect((await requestTo(server.url, 'GET', '/metrics')).status).toBe(404);
  });
});
