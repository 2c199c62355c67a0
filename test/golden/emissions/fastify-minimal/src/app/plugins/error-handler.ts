import fp from 'fastify-plugin';
import { sendFailure } from '../http/send-failure.ts';
import type { PluginOptions } from '../plugin.ts';

/** Answers every failure in one form, whether a route, a hook or Fastify itself threw it. */
export const errorHandler = fp<PluginOptions>(
  (app, _options, done) => {
    app.decorateRequest('failure', null);
    app.setErrorHandler((error, request, reply) => sendFailure(error, request, reply));
    done();
  },
  { name: 'error-handler', fastify: '5.x' },
);
