import fp from 'fastify-plugin';

import { addressOf } from '../http/address.ts';
import type { PluginOptions } from '../plugin.ts';

/**
 * Lets callers through to what they may call. It comes after the rate limits, so that refusals count as well. Routes
 * without an operation are health, metrics and documentation: modules cannot mount one.
 */
export const authorization = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      const { operation } = request.routeOptions.config;
      const principal = request.principal ?? undefined;
      const refused = operation && app.accessControl.admit({ operation, address: addressOf(request) }, principal);
      if (refused) refused.catch(next);
      else next();
    });
    done();
  },
  { name: 'authorization', fastify: '5.x', dependencies: ['authentication'] },
);
