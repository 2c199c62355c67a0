import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { RateLimitedError } from '../../platform/errors.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import type { PluginOptions } from '../plugin.ts';
import { pathOf } from './request-path.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether a try was taken from the address, to be given back when the credentials hold. */
    credentialTryTaken: boolean;
  }
}

const carriesCredentials = ({ headers }: FastifyRequest): boolean =>
  headers.authorization !== undefined || headers.cookie !== undefined || headers['x-api-key'] !== undefined;

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the rate limiting that follows when they hold.
 */
export const credentialLimiting = fp<PluginOptions>(
  (app, { platform: { env, rateLimits } }, done) => {
    app.decorateRequest('credentialTryTaken', false);
    if (env.RATE_LIMIT_ENABLED) {
      app.addHook('onRequest', async (request, reply) => {
        if (!pathOf(request).startsWith('/api/') || !carriesCredentials(request)) return;
        const decision = await rateLimits.consume('credentials', addressKey(request.ip));
        reply.headers(rateLimitHeaders(decision));
        if (decision.exceeded) throw new RateLimitedError(decision.resetSeconds);
        request.credentialTryTaken = true;
      });
    }
    done();
  },
  { name: 'credential-limiting', fastify: '5.x' },
);
