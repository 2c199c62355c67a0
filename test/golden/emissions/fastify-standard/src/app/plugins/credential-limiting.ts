import fp from 'fastify-plugin';
import { RateLimitedError } from '../../platform/errors.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { addressOf } from '../http/address.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the try that was taken from the address for the credentials of the request. */
    giveTryBack: (() => void) | null;
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the authentication that follows unless they do not hold.
 * Those that are known by heart are not verified, and take none.
 */
export const credentialLimiting = fp<PluginOptions>(
  (app, { platform: { env, rateLimits } }, done) => {
    app.decorateRequest('giveTryBack', null);
    if (env.RATE_LIMIT_ENABLED) {
      app.addHook('onRequest', (request, reply, next) => {
        const { operation } = request.routeOptions.config;
        if (!operation || !app.accessControl.mustVerify(operation.access, request.headers)) {
          next();
          return;
        }
        const address = addressKey(addressOf(request));
        rateLimits.consume('credentials', address).then((decision) => {
          reply.headers(rateLimitHeaders(decision));
          if (!decision.exceeded) request.giveTryBack = () => void rateLimits.giveBack('credentials', address);
          next(decision.exceeded ? new RateLimitedError(decision.resetSeconds) : undefined);
        }, next);
      });
    }
    done();
  },
  { name: 'credential-limiting', fastify: '5.x', dependencies: ['access-control'] },
);
