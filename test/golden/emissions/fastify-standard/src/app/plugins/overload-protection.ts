import fp from 'fastify-plugin';
import type { PluginOptions } from '../plugin.ts';

/** Lets requests wait, or answers 503, while the process has more than it can do. */
export const overloadProtection = fp<PluginOptions>(
  (app, { platform: { overload } }, done) => {
    // A busy process is not a dead one: an orchestrator that is told otherwise restarts it.
    app.addHook('onRequest', (request, _reply, next) => {
      if (request.routeOptions.config.operational !== true) overload.requireRoom();
      next();
    });
    app.addHook('preValidation', (request, reply, next) => {
      if (request.routeOptions.config.operational === true) {
        next();
        return;
      }
      const { admitted, leave } = overload.admit();
      reply.raw.once('close', leave);
      if (admitted === undefined) next();
      else {
        admitted.then(() => {
          next();
        }, next);
      }
    });
    done();
  },
  { name: 'overload-protection', fastify: '5.x' },
);
