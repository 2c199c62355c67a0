import fp from 'fastify-plugin';
import { requireTarget } from '../../platform/http/request-target.ts';
import type { PluginOptions } from '../plugin.ts';

/** Refuses URLs that mean nothing, before anything goes by them. */
export const requestTarget = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      requireTarget(request.url);
      next();
    });
    done();
  },
  { name: 'request-target', fastify: '5.x', dependencies: ['error-handler'] },
);
