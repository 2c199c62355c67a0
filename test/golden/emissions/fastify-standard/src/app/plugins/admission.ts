import fp from 'fastify-plugin';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom to tell that nothing more is done for the request, whether or not its client is still there. */
    workEnded: (() => void) | null;
  }
}

/** Lets the work on a request begin, or wait for its turn, once it has arrived in full. */
export const admission = fp<PluginOptions>(
  (app, { platform: { overload } }, done) => {
    app.decorateRequest('workEnded', null);

    app.addHook('preValidation', (request, reply, next) => {
      if (request.routeOptions.config.operational === true) {
        next();
        return;
      }
      const { admitted, workEnded } = overload.admit(reply.raw);
      request.workEnded = workEnded;
      if (admitted === undefined) next();
      else {
        admitted.then(() => {
          next();
        }, next);
      }
    });

    // Registered last: what other hooks do with an answer is work as well.
    app.addHook('onSend', (request, _reply, payload, next) => {
      request.workEnded?.();
      next(null, payload);
    });
    done();
  },
  { name: 'admission', fastify: '5.x', dependencies: ['overload-protection'] },
);
