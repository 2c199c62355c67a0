import fp from 'fastify-plugin';
import { targetFault } from '../../platform/http/request-target.ts';
import type { PluginOptions } from '../plugin.ts';

/** Refuses URLs that mean nothing: after they were counted, and before anything reads them. */
export const requestTarget = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      next(targetFault(request.url));
    });
    done();
  },
  { name: 'request-target', fastify: '5.x', dependencies: ['error-handler'] },
);
