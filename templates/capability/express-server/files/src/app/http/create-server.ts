import { createServer as createHttpServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { Express } from 'express';
import { answerClientError } from '../../platform/http/client-error.ts';
import { normalizeTarget } from '../../platform/http/request-target.ts';
import type { Platform } from '../../platform/platform.ts';

/** How often Node looks for connections that are over their time, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/**
 * Makes the server of an application, with the time-outs of the environment.
 *
 * Express gives each request and each response the prototype of its application. V8 optimizes neither any more after
 * that, which costs more than everything else Express does. Here both are made with those prototypes, so that nothing
 * is left to change. `app.listen()` would make a server without this.
 */
export const createServer = (app: Express, { env, logger }: Pick<Platform, 'env' | 'logger'>): Server => {
  class Request extends IncomingMessage {}
  class Response<Message extends IncomingMessage = IncomingMessage> extends ServerResponse<Message> {}
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Response.prototype, app.response);
  Object.assign(app, { request: Request.prototype, response: Response.prototype });

  const server = createHttpServer(
    {
      IncomingMessage: Request,
      ServerResponse: Response,
      requestTimeout: env.REQUEST_TIMEOUT * 1000,
      headersTimeout: env.REQUEST_TIMEOUT * 500,
      keepAliveTimeout: env.KEEP_ALIVE_TIMEOUT * 1000,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
    (request, response) => {
      // Express has no answer of ours for a target that is no path.
      request.url = normalizeTarget(request.url ?? '/');
      app(request, response);
    },
  );
  return server.on('clientError', answerClientError(logger));
};
