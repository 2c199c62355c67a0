import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { NotFoundError, type AppError } from '../../platform/errors.ts';
import { MethodNotAllowedError } from '../../platform/http/transport-errors.ts';
import { methodsOf } from '../http/methods.ts';
import { routePatternOf } from '../http/route-pattern.ts';
import type { PluginOptions } from '../plugin.ts';

const refusalOf = (request: FastifyRequest): AppError => {
  const allowed = methodsOf(request);
  return allowed.length > 0 ? new MethodNotAllowedError(allowed) : new NotFoundError();
};

/** Refuses unknown paths (404) and unknown methods (405): after they were counted, and before a body is read. */
export const unmatched = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      next(routePatternOf(request) === undefined ? refusalOf(request) : undefined);
    });
    app.setNotFoundHandler((request) => {
      throw refusalOf(request);
    });
    done();
  },
  { name: 'unmatched', fastify: '5.x', dependencies: ['error-handler'] },
);
