import fp from 'fastify-plugin';
import { validateRequest } from '../../platform/http/request-validation.ts';
import type { PluginOptions } from '../plugin.ts';

/**
 * Lets the schemas of the operation check the request, and gives each part the form that the handler works with. By a
 * hook, because Fastify itself stops at the first part that breaks its schema: here one answer names everything.
 */
export const validation = fp<PluginOptions>(
  (app, _options, done) => {
    app.addHook('preHandler', (request, _reply, next) => {
      const { operation } = request.routeOptions.config;
      if (operation) Object.assign(request, validateRequest(operation, request));
      next();
    });
    done();
  },
  { name: 'validation', fastify: '5.x', dependencies: ['error-handler'] },
);
