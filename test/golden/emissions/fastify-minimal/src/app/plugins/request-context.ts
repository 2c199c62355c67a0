import fp from 'fastify-plugin';
import { requestContext as storage } from '../../platform/context.ts';
import { requestContextOf } from '../../platform/http/trace.ts';
import type { PluginOptions } from '../plugin.ts';

/** Gives each request its ids: for log lines, for calls it makes, and for the caller to quote. */
export const requestContext = fp<PluginOptions>(
  (app, _options, done) => {
    // With a callback: what runs inside `run` keeps the context, an awaiting hook would lose it.
    app.addHook('onRequest', (request, reply, next) => {
      reply.header('x-request-id', request.id);
      storage.run(requestContextOf(request.id, request.headers.traceparent), next);
    });
    done();
  },
  { name: 'request-context', fastify: '5.x' },
);
