import type { Express } from 'express';
import { holdsToken, metricsAccess } from '../../platform/metrics/metrics-access.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationalRoute } from '../http/operational-route.ts';

/** Serves the metrics on the main port, unless they have one of their own or nobody may read them. */
export const mountMetrics = (app: Express, { env, metrics }: Pick<Platform, 'env' | 'metrics'>): void => {
  const access = metricsAccess(env);
  if (access === 'closed') return;
  operationalRoute(app, '/metrics', async (req, res) => {
    if (access === 'by-token' && !holdsToken(req.headers.authorization, env.METRICS_TOKEN ?? '')) {
      res.status(401).set('www-authenticate', 'Bearer realm="metrics"').type('text/plain').end();
      return;
    }
    res.set('content-type', metrics.contentType).end(await metrics.render());
  });
};
