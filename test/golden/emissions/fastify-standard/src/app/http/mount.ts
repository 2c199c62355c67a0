import type { FastifyInstance } from 'fastify';
import type { Operation } from '../../platform/http/operation.ts';
import type { Platform } from '../../platform/platform.ts';
import type { HttpModule } from '../module.ts';

const mount = (scope: FastifyInstance, platform: Platform, { name, operations, routes }: HttpModule): void => {
  const mounted = new Set<Operation>();
  scope.addHook('onRoute', ({ url, config }) => {
    const operation = config?.operation;
    if (!operation)
      throw new Error(`${url} of the module ${name} has no operation: mount it by route(operation, handler).`);
    if (!operations.includes(operation))
      throw new Error(`${operation.id} is not in the operations of the module ${name}.`);
    mounted.add(operation);
  });
  routes(platform)(scope);
  for (const operation of operations) {
    if (!mounted.has(operation)) throw new Error(`${operation.id} of the module ${name} has no route.`);
  }
};

/**
 * Mounts the modules, each in a scope of its own. The application does not become ready when a route has no operation, as
 * it would have no contract and nothing would guard it, or one that its module does not document, nor when an operation
 * has no route.
 */
export const mountModules = (app: FastifyInstance, platform: Platform, modules: readonly HttpModule[]): void => {
  for (const module of modules) {
    app.register((scope, _options, done) => {
      try {
        mount(scope, platform, module);
        done();
      } catch (error) {
        // Thrown out of here, it would end the process instead of failing the start.
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
};
