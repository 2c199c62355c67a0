import fp from 'fastify-plugin';
import type { PluginOptions } from '../plugin.ts';

/** While the server goes away, asks each client to open its next connection elsewhere. */
export const draining = fp<PluginOptions>(
  (app, { drain }, done) => {
    app.addHook('onSend', (_request, reply, payload, next) => {
      if (drain.begun) reply.header('connection', 'close');
      next(null, payload);
    });
    done();
  },
  { name: 'draining', fastify: '5.x' },
);
