import type { Server } from 'node:http';
import { LogController, type FastifyHttpOptions } from 'fastify';
import { answerClientError } from '../../platform/http/client-error.ts';
import { normalizeTarget } from '../../platform/http/request-target.ts';
import { requestIdOf } from '../../platform/http/trace.ts';
import type { Platform } from '../../platform/platform.ts';

/** How often Node looks for connections that are over their time, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/** Longer than any URL that Node reads: what is no id is answered by the route, not by the router. */
const MAX_PARAM_LENGTH = 65_536;

const requestIdOfRequest = (request: { headers: Record<string, string | string[] | undefined> }): string =>
  requestIdOf(request.headers['x-request-id']);

/**
 * Stands where Fastify would load its own compilers, a tenth of the start and of the memory, for which `validation`
 * leaves no work. A schema of a route fails the start, since they would not know what to do with zod's.
 */
const refuseSchema = (): never => {
  throw new Error('Fastify compiles no schema here: describe the route by an operation, and mount it by route().');
};

/** The limits and habits of the server. Times come from the environment in seconds. */
export const serverOptions = ({ env, logger }: Platform): FastifyHttpOptions<Server> => ({
  // Fastify itself announces each address it listens on; `main.ts` says when the server is ready.
  loggerInstance: logger.child({}, { level: 'warn' }),
  // The access log writes the one line of a request.
  logController: new LogController({ disableRequestLogging: true }),
  // The request id is in the log by the context of the request, so a request needs no logger of its own.
  childLoggerFactory: () => logger,
  requestIdHeader: false,
  genReqId: requestIdOfRequest,
  rewriteUrl: ({ url = '/' }) => normalizeTarget(url),
  routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
  bodyLimit: env.BODY_LIMIT,
  requestTimeout: env.REQUEST_TIMEOUT * 1000,
  keepAliveTimeout: env.KEEP_ALIVE_TIMEOUT * 1000,
  http: { headersTimeout: env.REQUEST_TIMEOUT * 500, connectionsCheckingInterval: CHECK_INTERVAL_MS },
  trustProxy: env.TRUST_PROXY,
  // While closing, a request on an open connection is answered like any other.
  return503OnClosing: false,
  allowErrorHandlerOverride: false,
  clientErrorHandler: answerClientError(logger),
});
