import fp from 'fastify-plugin';
import type { PluginOptions } from '../plugin.ts';

/** Answers 503 before anything is done for a request, while the process has more than it can do. */
export const overloadProtection = fp<PluginOptions>(
  (app, { platform: { overload } }, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      // A busy process is not a dead one: an orchestrator that is told otherwise restarts it.
      if (request.routeOptions.config.operational !== true) overload.requireRoom();
      next();
    });
    done();
  },
  { name: 'overload-protection', fastify: '5.x' },
);
