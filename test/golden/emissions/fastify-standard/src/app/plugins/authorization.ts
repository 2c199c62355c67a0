import fp from 'fastify-plugin';

import type { PluginOptions } from '../plugin.ts';

/**
 * Lets callers through to what they may call. It comes after the rate limits, so that refusals count as well. Routes
 * without an operation are health, metrics and documentation: modules cannot mount one.
 */
export const authorization = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('onRequest', async (request) => {
      const { operation } = request.routeOptions.config;
      if (operation) await app.accessControl.admit({ operation, address: request.ip }, request.principal ?? undefined);
    });
    done();
  },
  { name: 'authorization', fastify: '5.x', dependencies: ['authentication'] },
);
