import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

import { AccessControl } from '../../platform/access-control.ts';
import { UnauthenticatedError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { createAuthenticators } from '../authenticators.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyInstance {
    accessControl: AccessControl;
  }
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
  (app, { platform }, done) => {
    const { auditLog, clock } = platform;
    const accessControl = new AccessControl({ authenticators: createAuthenticators(platform), auditLog, clock });
    app.decorate('accessControl', accessControl);
    app.decorateRequest('principal', null);
    app.addHook('onRequest', (request, _reply, next) => {
      const { operation } = request.routeOptions.config;
      const identified = operation && accessControl.identify(operation.access, request.headers);
      if (!identified) {
        next();
        return;
      }
      identified.then((principal) => {
        request.principal = principal;
        next();
      }, next);
    });
    app.addHook('onSend', (request, reply, payload, next) => {
      if (reply.statusCode === 401 && !request.routeOptions.config.operational) {
        reply.header('www-authenticate', accessControl.challenge);
      }
      next(null, payload);
    });
    done();
  },
  { name: 'authentication', fastify: '5.x' },
);
