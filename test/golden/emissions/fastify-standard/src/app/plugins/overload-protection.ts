import fp from 'fastify-plugin';
import { watchEventLoopDelay } from '../../platform/overload/event-loop-delay.ts';
import { OverloadGuard } from '../../platform/overload/overload-guard.ts';
import type { PluginOptions } from '../plugin.ts';

/** Lets requests wait, or answers 503 before anything is done for them, while the process has more than it can do. */
export const overloadProtection = fp<PluginOptions>(
  (app, { platform: { env } }, done) => {
    const eventLoop = watchEventLoopDelay();
    const limits = {
      maxInFlight: env.OVERLOAD_MAX_IN_FLIGHT,
      maxWaiting: env.OVERLOAD_MAX_WAITING,
      maxEventLoopDelayMs: env.OVERLOAD_MAX_EVENT_LOOP_DELAY,
    };
    const guard = new OverloadGuard(limits, eventLoop);
    app.addHook('onRequest', (request, reply, next) => {
      // A busy process is not a dead one: an orchestrator that is told otherwise restarts it.
      if (request.routeOptions.config.operational === true) {
        next();
        return;
      }
      const { admitted, leave } = guard.admit();
      reply.raw.once('close', leave);
      if (admitted === undefined) next();
      else {
        admitted.then(() => {
          next();
        }, next);
      }
    });
    app.addHook('onClose', (_app, closed) => {
      eventLoop.stop();
      closed();
    });
    done();
  },
  { name: 'overload-protection', fastify: '5.x' },
);
