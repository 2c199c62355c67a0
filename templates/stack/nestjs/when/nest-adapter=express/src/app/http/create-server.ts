import { createServer as createHttpServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { Express } from 'express';
import { answerClientError } from '../../platform/http/client-error.ts';
import type { Platform } from '../../platform/platform.ts';

/** How often Node looks for connections that are over their time, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/**
 * Makes the server under Express, with the time-outs of the environment (in seconds). Express would change the
 * prototypes of each request and response, after which V8 optimizes neither: these are made with them.
 */
export const createServer = (express: Express, { env, logger }: Pick<Platform, 'env' | 'logger'>): Server => {
  class Request extends IncomingMessage {}
  class Response<Message extends IncomingMessage = IncomingMessage> extends ServerResponse<Message> {}
  Object.setPrototypeOf(Request.prototype, express.request);
  Object.setPrototypeOf(Response.prototype, express.response);
  Object.assign(express, { request: Request.prototype, response: Response.prototype });
  const options = {
    IncomingMessage: Request,
    ServerResponse: Response,
    requestTimeout: env.REQUEST_TIMEOUT * 1000,
    headersTimeout: env.REQUEST_TIMEOUT * 500,
    keepAliveTimeout: env.KEEP_ALIVE_TIMEOUT * 1000,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
  };
  return createHttpServer(options, express).on('clientError', answerClientError(logger));
};
