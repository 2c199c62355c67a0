import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

import { UnauthenticatedError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { settleTry } from '../../platform/rate-limit/credentials.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; `null` for somebody who presents no credentials. */
    principal: Principal | null;
  }
}

/**
 * Who calls, for routes that need somebody.
 *
 * @throws UnauthenticatedError on a route that anybody may call and nobody in particular did
 */
export const principalOf = ({ principal }: FastifyRequest): Principal => {
  if (!principal) throw new UnauthenticatedError();
  return principal;
};

/** Finds out who calls, before the body is read. Whether they may is decided by `authorization`. */
export const authentication = fp<PluginOptions>(
  (app, _options, done) => {
    app.decorateRequest('principal', null);
    app.addHook('onRequest', (request, _reply, next) => {
      const { operation } = request.routeOptions.config;
      const identified = operation && app.accessControl.identify(operation.access, request.headers);
      if (request.giveTryBack) settleTry(identified, request.giveTryBack);
      if (identified instanceof Promise) {
        identified.then((principal) => {
          request.principal = principal;
          next();
        }, next);
        return;
      }
      request.principal = identified ?? null;
      next();
    });
    app.addHook('onSend', (request, reply, payload, next) => {
      if (reply.statusCode === 401 && !request.routeOptions.config.operational) {
        reply.header('www-authenticate', app.accessControl.challenge(request.failure));
      }
      next(null, payload);
    });
    done();
  },
  { name: 'authentication', fastify: '5.x', dependencies: ['access-control', 'credential-limiting', 'error-handler'] },
);
