import fp from 'fastify-plugin';
import { securityHeaders as headersFor } from '../../platform/http/security-headers.ts';
import type { PluginOptions } from '../plugin.ts';

/** Sets the fixed security headers first, so that a route can replace one of them. */
export const securityHeaders = fp<PluginOptions>(
  (app, { platform: { env } }, done) => {
    const headers = headersFor(env.NODE_ENV === 'production');
    app.addHook('onRequest', (_request, reply, next) => {
      reply.headers(headers);
      next();
    });
    done();
  },
  { name: 'security-headers', fastify: '5.x' },
);
