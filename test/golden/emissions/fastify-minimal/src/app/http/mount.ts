import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import type { HttpModule } from '../module.ts';

const mount = (scope: FastifyInstance, platform: Platform, module: HttpModule): void => {
  scope.addHook('onRoute', ({ url, config }) => {
    if (!config?.operation) {
      throw new Error(`${url} of the module ${module.name} has no operation: mount it by route(operation, handler).`);
    }
  });
  module.routes(platform)(scope);
};

/**
 * Mounts the modules, each in a scope of its own. The application does not become ready when a route has no operation:
 * such a route would have no contract, and nothing would guard it.
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
