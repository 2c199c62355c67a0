import { NestFactory } from '@nestjs/core';
import { corsPolicy } from '../platform/http/cors.ts';
import { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';
import { corsOptions, createAdapter, type App } from './adapter.ts';
import { AppModule } from './app.module.ts';
import { accessLog } from './hooks/access-log.hook.ts';
import { measureRequests } from './hooks/measure-requests.hook.ts';
import { securityHeaders } from './hooks/security-headers.hook.ts';
import { inRequestContext } from './hooks/request-context.hook.ts';
import type { HttpModule } from './module.ts';
import { modules as allModules } from './modules.ts';
import { nestOptions } from './nest-options.ts';

export interface AppOptions {
  readonly platform: Platform;
  readonly drain?: Drain;
  readonly modules?: readonly HttpModule[];
}

/**
 * Composes the application. It does not listen: `server.ts` does.
 *
 * @throws Error when a route has no contract
 */
export const createApp = async ({ platform, drain = new Drain(), modules = allModules }: AppOptions): Promise<App> => {
  // Hooks, not middleware: they come before CORS, whatever the adapter, and also for what no route matches.
  const hook = inRequestContext([accessLog(platform), measureRequests(platform), securityHeaders(platform)]);
  const adapter = createAdapter({ platform, drain, hook });
  const root = AppModule.forRoot({ platform, drain, modules });
  const app = await NestFactory.create<App>(root, adapter, nestOptions(platform));
  const { CORS_ORIGINS: origins } = platform.env;
  if (origins.length > 0) app.enableCors(corsOptions(corsPolicy(origins)));
  return app.init();
};
