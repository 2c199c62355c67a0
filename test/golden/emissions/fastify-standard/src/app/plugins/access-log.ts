import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { requestContext } from '../../platform/context.ts';
import { idsOf } from '../../platform/logging/logger.ts';
import type { PluginOptions } from '../plugin.ts';

const lineOf = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  // The pattern, not the path: it groups, and it holds no ids or tokens.
  route: request.routeOptions.url,
  status: reply.statusCode,
  durationMs: Math.round(reply.elapsedTime * 10) / 10,
  address: request.ip,
  ...(!reply.raw.writableFinished && { aborted: true }),
});

/** Writes one line for each request, also for those whose client went away before the answer. */
export const accessLog = fp<PluginOptions>(
  (app, { platform: { logger } }, done) => {
    app.addHook('onRequest', (request, reply, next) => {
      const context = requestContext.getStore();
      reply.raw.once('close', () => {
        const line = { ...idsOf(context), ...lineOf(request, reply) };
        if (request.routeOptions.config.operational === true) logger.debug(line, 'request');
        else if (line.status >= 500) logger.error({ ...line, err: request.failure }, 'request');
        else logger.info(line, 'request');
      });
      next();
    });
    done();
  },
  { name: 'access-log', fastify: '5.x', dependencies: ['request-context', 'error-handler'] },
);
