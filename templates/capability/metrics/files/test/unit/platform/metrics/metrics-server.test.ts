import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetricsServer, listen } from '../../../../src/platform/metrics/metrics-server.ts';

const metrics = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  render: () => Promise.resolve('up 1\n'),
};

describe('the server of the metrics', () => {
  const server = createMetricsServer(metrics);
  const info = vi.fn<(details: { readonly url: string }, message: string) => void>();
  let url: string;
  beforeEach(async () => {
    info.mockClear();
    await listen(server, { port: 0, host: '127.0.0.1', logger: { info } });
    url = info.mock.calls[0]?.[0].url ?? '';
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('serves the metrics', async () => {
    const response = await fetch(`${url}/metrics?x=1`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(metrics.contentType);
    expect(await response.text()).toBe('up 1\n');
  });

  it.each([
    ['GET', '/'],
    ['GET', '/metrics/x'],
    ['GET', '/api/v1/products'],
    ['POST', '/metrics'],
  ])('serves nothing else, such as %s %s', async (method, path) => {
    expect((await fetch(url + path, { method })).status).toBe(404);
  });

  it('tells when its port is taken', async () => {
    const second = createMetricsServer(metrics);
    const port = Number(new URL(url).port);
    await expect(listen(second, { port, host: '127.0.0.1', logger: { info } })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
