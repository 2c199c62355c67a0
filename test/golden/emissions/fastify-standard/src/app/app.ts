import { fastify, type FastifyInstance } from 'fastify';
import { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';
import { mountModules } from './http/mount.ts';
import { serverOptions } from './http/server-options.ts';
import type { HttpModule } from './module.ts';
import { modules as allModules } from './modules.ts';
import { requestContext } from './plugins/request-context.ts';
import { errorHandler } from './plugins/error-handler.ts';
import { accessLog } from './plugins/access-log.ts';
import { draining } from './plugins/draining.ts';
import { metrics } from './plugins/metrics.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { cors } from './plugins/cors.ts';
import { overloadProtection } from './plugins/overload-protection.ts';
import { accessControl } from './plugins/access-control.ts';
import { credentialLimiting } from './plugins/credential-limiting.ts';
import { authentication } from './plugins/authentication.ts';
import { rateLimiting } from './plugins/rate-limiting.ts';
import { requestTarget } from './plugins/request-target.ts';
import { authorization } from './plugins/authorization.ts';
import { unmatched } from './plugins/unmatched.ts';
import { jsonBodies } from './plugins/json-bodies.ts';
import { validation } from './plugins/validation.ts';
import { idempotency } from './plugins/idempotency.ts';
import { admission } from './plugins/admission.ts';
import { health } from './plugins/health.ts';
import { jwks } from './plugins/jwks.ts';
import { apiDocs } from './plugins/api-docs.ts';

export interface AppOptions {
  readonly platform: Platform;
  readonly drain?: Drain;
  readonly modules?: readonly HttpModule[];
}

/** Composes the application. It does not listen: `server.ts` does, and tests inject requests. */
export const buildApp = async ({
  platform,
  drain = new Drain(),
  modules = allModules,
}: AppOptions): Promise<FastifyInstance> => {
  const app: FastifyInstance = fastify(serverOptions(platform));
  const options = { platform, drain };
  await app.register(requestContext, options);
  await app.register(errorHandler, options);
  await app.register(accessLog, options);
  await app.register(draining, options);
  await app.register(metrics, options);
  await app.register(securityHeaders, options);
  await app.register(cors, options);
  await app.register(overloadProtection, options);
  await app.register(accessControl, options);
  await app.register(credentialLimiting, options);
  await app.register(authentication, options);
  await app.register(rateLimiting, options);
  await app.register(requestTarget, options);
  await app.register(authorization, options);
  await app.register(unmatched, options);
  await app.register(jsonBodies, options);
  await app.register(validation, options);
  await app.register(idempotency, options);
  await app.register(admission, options);
  await app.register(health, options);
  await app.register(jwks, options);
  await app.register(apiDocs, options);
  mountModules(app, platform, modules);
  await app.ready();
  return app;
};
