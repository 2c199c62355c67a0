import fp from 'fastify-plugin';

import type { PluginOptions } from '../plugin.ts';

/** Serves the public keys, for services that verify our access tokens themselves. */
export const jwks = fp<PluginOptions>(
  (app, { platform: { signingKeys } }, done) => {
    app.get('/.well-known/jwks.json', { config: { operational: true } }, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(signingKeys.jwks()),
    );
    done();
  },
  { name: 'jwks', fastify: '5.x' },
);
