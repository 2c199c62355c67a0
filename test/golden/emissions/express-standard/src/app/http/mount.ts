import type { Express, Router } from 'express';
import type { Platform } from '../../platform/platform.ts';
import type { HttpModule } from '../module.ts';
import { patternOf } from './route-pattern.ts';

const routesOf = (router: Router): string[] =>
  router.stack.flatMap(({ route, handle }) => {
    if (route) return route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`);
    // A layer without a route holds a router of its own, or a middleware.
    return 'stack' in handle ? routesOf(handle as Router) : [];
  });

const compare = ({ name, operations }: HttpModule, router: Router): void => {
  const mounted = new Set(routesOf(router));
  const known = new Set(operations.map(({ method, path }) => `${method} ${patternOf(path)}`));
  for (const route of mounted) {
    if (known.has(route)) continue;
    throw new Error(`${route} of the module ${name} has no operation: mount it by route(router, operation, handler).`);
  }
  for (const route of known) {
    if (!mounted.has(route)) throw new Error(`${route} of the module ${name} has an operation, but no route.`);
  }
};

/**
 * Mounts the router of each module.
 *
 * @throws Error when a route has no operation, as it would have no contract and nothing would guard it, and when an
 *   operation has no route
 */
export const mountModules = (app: Express, platform: Platform, modules: readonly HttpModule[]): void => {
  for (const module of modules) {
    const router = module.routes(platform);
    compare(module, router);
    app.use(router);
  }
};
