import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { AppError } from '../../platform/errors.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import { holdsToken, metricsAccess, metricsChallenge } from '../../platform/metrics/metrics-access.ts';
import { createMetricsServer, listen } from '../../platform/metrics/metrics-server.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import type { Platform } from '../../platform/platform.ts';
import { routePatternOf } from '../http/route-pattern.ts';
import type { PluginOptions } from '../plugin.ts';

const measureRequests = (app: FastifyInstance, { http }: Metrics): void => {
  app.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    http.requestStarted();
    // Not onResponse: it does not come when the client goes away.
    reply.raw.once('close', () => {
      http.requestFinished({
        method: request.method,
        route: routePatternOf(request),
        status: endedStatus(reply.raw),
        seconds: (performance.now() - startedAt) / 1000,
      });
      if (request.failure instanceof AppError) http.refused(request.failure.code);
    });
    done();
  });
};

const serveOnMainPort = (app: FastifyInstance, { env, metrics }: Platform): void => {
  const access = metricsAccess(env);
  if (access === 'closed') return;
  app.get('/metrics', { config: { operational: true } }, async (request, reply) => {
    const { authorization } = request.headers;
    if (access === 'by-token' && !holdsToken(authorization, env.METRICS_TOKEN ?? '')) {
      return reply
        .code(401)
        .header('www-authenticate', metricsChallenge(authorization))
        .type('text/plain; charset=utf-8')
        .send('');
    }
    return reply.type(metrics.contentType).send(await metrics.render());
  });
};

const serveOnOwnPort = (app: FastifyInstance, { env, logger, metrics }: Platform): void => {
  const port = env.METRICS_PORT;
  if (port === undefined) return;
  const server = createMetricsServer(metrics);
  app.addHook('onReady', () => listen(server, { port, host: env.HOST, logger }));
  app.addHook('onClose', (_app, done) => {
    server.close();
    server.closeAllConnections();
    done();
  });
};

/** Measures requests and serves the metrics. */
export const metrics = fp<PluginOptions>(
  (app, { platform }, done) => {
    measureRequests(app, platform.metrics);
    serveOnMainPort(app, platform);
    serveOnOwnPort(app, platform);
    done();
  },
  { name: 'metrics', fastify: '5.x', dependencies: ['error-handler'] },
);
