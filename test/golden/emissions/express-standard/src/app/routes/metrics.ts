import type { Express } from 'express';
import { holdsToken, metricsAccess, metricsChallenge } from '../../platform/metrics/metrics-access.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationalRoute } from '../http/operational-route.ts';
import { write } from '../http/send-answer.ts';

/** Serves the metrics on the main port, unless they have one of their own or nobody may read them. */
export const mountMetrics = (app: Express, { env, metrics }: Pick<Platform, 'env' | 'metrics'>): void => {
  const access = metricsAccess(env);
  if (access === 'closed') return;
  operationalRoute(app, '/metrics', async (req, res) => {
    const { authorization } = req.headers;
    if (access === 'by-token' && !holdsToken(authorization, env.METRICS_TOKEN ?? '')) {
      const challenge = metricsChallenge(authorization);
      const headers = { 'www-authenticate': challenge, 'content-type': 'text/plain; charset=utf-8' };
      write(res, { status: 401, headers, body: '' });
      return;
    }
    write(res, { status: 200, headers: { 'content-type': metrics.contentType }, body: await metrics.render() });
  });
};
