import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createHttpMetrics } from '../../../../src/platform/metrics/http-metrics.ts';

const measure = (seconds: number) => ({ method: 'GET', route: '/api/v1/products/:id', status: 200, seconds });

describe('the metrics of requests', () => {
  it('count and time them by route and status', async () => {
    const registry = new Registry();
    const http = createHttpMetrics(registry);
    for (const seconds of [0.004, 0.03]) {
      http.requestStarted();
      http.requestFinished(measure(seconds));
    }
    const text = await registry.metrics();
    const labels = 'method="GET",route="/api/v1/products/:id",status="200"';
    expect(text).toContain(`http_request_duration_seconds_count{${labels}} 2`);
    expect(text).toContain(`http_request_duration_seconds_bucket{le="0.005",${labels}} 1`);
  });

  it('show how many are being handled', async () => {
    const registry = new Registry();
    const http = createHttpMetrics(registry);
    http.requestStarted();
    http.requestStarted();
    http.requestFinished(measure(1));
    expect(await registry.metrics()).toContain('http_requests_in_flight 1');
  });

  it('have no series for what a caller makes up', async () => {
    const registry = new Registry();
    const http = createHttpMetrics(registry);
    for (const method of ['BREW', 'PROPFIND']) {
      http.requestFinished({ method, route: undefined, status: 404, seconds: 0.001 });
    }
    const text = await registry.metrics();
    expect(text).toContain('http_request_duration_seconds_count{method="other",route="unmatched",status="404"} 2');
    expect(text).not.toContain('BREW');
  });

  it('count refusals that matter to security, from zero', async () => {
    const registry = new Registry();
    const http = createHttpMetrics(registry, { REFUSED: 'refused', ODD: 'odd' });
    for (const code of ['REFUSED', 'REFUSED', 'VALIDATION_FAILED']) http.refused(code);
    const text = await registry.metrics();
    expect(text).toContain('security_events_total{event="refused"} 2');
    expect(text).toContain('security_events_total{event="odd"} 0');
    expect(text).not.toContain('VALIDATION');
  });
});
