import fp from 'fastify-plugin';
import { RateLimitedError } from '../../platform/errors.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { budgetOf } from '../../platform/rate-limit/tiers.ts';
import { addressOf } from '../http/address.ts';
import { pathOf } from '../http/request-path.ts';
import type { PluginOptions } from '../plugin.ts';

/** Counts every request to the API, found or not, and refuses those over the budget. */
export const rateLimiting = fp<PluginOptions>(
  (app, { platform: { env, rateLimits } }, done) => {
    if (env.RATE_LIMIT_ENABLED) {
      app.addHook('onRequest', (request, reply, next) => {
        const path = pathOf(request);
        if (!path.startsWith('/api/')) {
          next();
          return;
        }
        const { tier, key } = budgetOf({ path, address: addressOf(request), userId: request.principal?.userId });
        rateLimits.consume(tier, key).then((decision) => {
          reply.headers(rateLimitHeaders(decision));
          next(decision.exceeded ? new RateLimitedError(decision.resetSeconds) : undefined);
        }, next);
      });
    }
    done();
  },
  { name: 'rate-limiting', fastify: '5.x', dependencies: ['authentication'] },
);
