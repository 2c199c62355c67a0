import fp from 'fastify-plugin';
import { RateLimitedError } from '../../platform/errors.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { carriesCredentials } from '../../platform/rate-limit/credentials.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import type { PluginOptions } from '../plugin.ts';
import { pathOf } from './request-path.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether a try was taken from the address, to be given back when the credentials hold. */
    credentialTryTaken: boolean;
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the rate limiting that follows when they hold. Those that are
 * known by heart are not verified, and take none.
 */
export const credentialLimiting = fp<PluginOptions>(
  (app, { platform: { env, rateLimits } }, done) => {
    app.decorateRequest('credentialTryTaken', false);
    if (env.RATE_LIMIT_ENABLED) {
      app.addHook('onRequest', (request, reply, next) => {
        const { headers } = request;
        const nothingToVerify = !carriesCredentials(headers) || app.accessControl.recall(headers) !== undefined;
        if (nothingToVerify || !pathOf(request).startsWith('/api/')) {
          next();
          return;
        }
        rateLimits.consume('credentials', addressKey(request.ip)).then((decision) => {
          reply.headers(rateLimitHeaders(decision));
          request.credentialTryTaken = !decision.exceeded;
          next(decision.exceeded ? new RateLimitedError(decision.resetSeconds) : undefined);
        }, next);
      });
    }
    done();
  },
  { name: 'credential-limiting', fastify: '5.x', dependencies: ['access-control'] },
);
