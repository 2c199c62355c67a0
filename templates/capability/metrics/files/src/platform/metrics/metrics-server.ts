import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { serverUrl } from '../http/server-url.ts';
import type { Metrics } from './metrics.ts';

/** Serves the metrics, and nothing else, on a port of their own. */
export const createMetricsServer = (metrics: Pick<Metrics, 'contentType' | 'render'>): Server =>
  createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.render().then(
      (body) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(body),
      () => response.writeHead(500).end(),
    );
  });

interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: { info(details: { readonly url: string }, message: string): void };
}

/** @throws the error of the socket when the port cannot be had */
export const listen = async (server: Server, { port, host, logger }: ListenOptions): Promise<void> => {
  server.listen(port, host);
  await once(server, 'listening');
  logger.info({ url: serverUrl(server) }, 'metrics listening');
};
