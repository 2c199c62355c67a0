import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { NotFoundError } from '../../platform/errors.ts';
import { MethodNotAllowedError } from '../../platform/http/transport-errors.ts';
import { sendFailure } from '../http/send-failure.ts';
import type { PluginOptions } from '../plugin.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const allowedMethods = (app: FastifyInstance, request: FastifyRequest): string[] => {
  const [url = '/'] = request.url.split('?', 1);
  return methods.filter((method) => Boolean(app.findRoute({ method, url })));
};

/** Answers every failure in one form: errors of routes and hooks, unknown paths (404), unknown methods (405). */
export const errorHandler = fp<PluginOptions>(
  (app, _options, done) => {
    app.decorateRequest('failure', null);
    app.setErrorHandler((error, request, reply) => sendFailure(error, request, reply));
    app.setNotFoundHandler((request, reply) => {
      const allowed = allowedMethods(app, request);
      const error = allowed.length > 0 ? new MethodNotAllowedError(allowed) : new NotFoundError();
      return sendFailure(error, request, reply);
    });
    done();
  },
  { name: 'error-handler', fastify: '5.x' },
);
