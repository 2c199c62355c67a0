import fp from 'fastify-plugin';
import { requestContext } from '../../platform/context.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import { writeAccessLine } from '../../platform/logging/access-line.ts';
import { addressOf } from '../http/address.ts';
import { routePatternOf } from '../http/route-pattern.ts';
import type { PluginOptions } from '../plugin.ts';

/** Writes one line for each request, also for those whose client went away before the answer. */
export const accessLog = fp<PluginOptions>(
  (app, { platform: { logger } }, done) => {
    app.addHook('onRequest', (request, reply, next) => {
      const context = requestContext.getStore();
      // Not to be had any more once the connection is closed.
      const address = addressOf(request);
      reply.raw.once('close', () => {
        writeAccessLine(logger, {
          context,
          method: request.method,
          route: routePatternOf(request),
          status: endedStatus(reply.raw),
          milliseconds: reply.elapsedTime,
          address,
          operational: request.routeOptions.config.operational === true,
          failure: request.failure,
        });
      });
      next();
    });
    done();
  },
  { name: 'access-log', fastify: '5.x', dependencies: ['request-context', 'error-handler'] },
);
