import express, { type Express } from 'express';
import { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';
import { applySettings } from './http/settings.ts';
import { requestContext } from './middleware/request-context.ts';
import { accessLog } from './middleware/access-log.ts';
import { draining } from './middleware/draining.ts';
import { measureRequests } from './middleware/measure-requests.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { cors } from './middleware/cors.ts';
import { mountHealth } from './routes/health.ts';
import { mountMetrics } from './routes/metrics.ts';
import { mountJwks } from './routes/jwks.ts';
import { mountApiDocs } from './routes/api-docs.ts';
import { overloadProtection } from './middleware/overload-protection.ts';
import { findOperation, requireOperation } from './middleware/find-operation.ts';
import { createAccessControl, authentication, challenge } from './middleware/authentication.ts';
import { credentialLimiting } from './middleware/credential-limiting.ts';
import { rateLimiting } from './middleware/rate-limiting.ts';
import { requestTarget } from './middleware/request-target.ts';
import { authorization } from './middleware/authorization.ts';
import { jsonBodies } from './middleware/json-bodies.ts';
import { admission } from './middleware/admission.ts';
import { validation } from './middleware/validation.ts';
import { idempotency } from './middleware/idempotency.ts';
import { mountModules } from './http/mount.ts';
import { errorHandler } from './middleware/error-handler.ts';
import type { HttpModule } from './module.ts';
import { modules as allModules } from './modules.ts';

export interface AppOptions {
  readonly platform: Platform;
  readonly drain?: Drain;
  readonly modules?: readonly HttpModule[];
}

/** Composes the application. It does not listen: `server.ts` does, and tests start it on a port of their own. */
export const createApp = ({ platform, drain = new Drain(), modules = allModules }: AppOptions): Express => {
  const app = express();
  applySettings(app, platform.env);
  app.use(requestContext);
  app.use(accessLog(platform));
  app.use(draining(drain));
  app.use(measureRequests(platform));
  app.use(securityHeaders(platform));
  app.use(cors(platform));
  mountHealth(app, platform, drain);
  mountMetrics(app, platform);
  mountJwks(app, platform);
  mountApiDocs(app);
  app.use(overloadProtection(platform));
  app.use(findOperation(modules));
  const accessControl = createAccessControl(platform);
  app.use(credentialLimiting(platform, accessControl));
  app.use(authentication(accessControl));
  app.use(rateLimiting(platform));
  app.use(requestTarget);
  app.use(requireOperation);
  app.use(authorization(accessControl));
  app.use(jsonBodies(platform));
  app.use(admission(platform));
  app.use(validation);
  app.use(idempotency(platform));
  mountModules(app, platform, modules);
  app.use(challenge(accessControl));
  app.use(errorHandler);
  return app;
};
