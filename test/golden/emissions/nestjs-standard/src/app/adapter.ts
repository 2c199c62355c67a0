import { NotFoundException } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { onSendHookHandler } from 'fastify';
import { answerClientError } from '../platform/http/client-error.ts';
import { isPreflight, type CorsPolicy } from '../platform/http/cors.ts';
import type { Drain } from '../platform/http/drain.ts';
import { normalizeTarget } from '../platform/http/request-target.ts';
import type { Platform } from '../platform/platform.ts';
import type { AdapterHook } from './http/request.ts';

/** The application as this adapter makes it. */
export type App = NestFastifyApplication;

/** How often Node looks for connections that are over their time, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/** Longer than any URL that Node reads: what is no id is answered by the route, not by the router. */
const MAX_PARAM_LENGTH = 65_536;

/** The policy in the words of this adapter, which would take every OPTIONS for a preflight. */
export const corsOptions = (policy: CorsPolicy): Parameters<App['enableCors']>[0] => {
  const withoutPreflight = { ...policy, preflight: false };
  return {
    delegator: (request, callback) => {
      callback(null, isPreflight(request) ? policy : withoutPreflight);
    },
  };
};

/**
 * Stands where Fastify would load its own compilers, which Nest's pipes leave without work: a tenth of the start and
 * of the memory.
 */
const refuseSchema = (): never => {
  throw new Error('A schema of a Fastify route is read by nobody here: validate by a pipe.');
};

/** Fastify says of whatever has no body that its length is 0, which is not that of the 200 (RFC 9110 section 8.6). */
const leaveLengthOut: onSendHookHandler = (_request, reply, payload, done) => {
  if (reply.statusCode === 304) reply.removeHeader('content-length');
  done(null, payload);
};

interface AdapterOptions {
  readonly platform: Platform;
  readonly drain: Drain;
  readonly hook: AdapterHook;
}

/** Nest on Fastify. Limits and time-outs come from the environment, times in seconds. */
export const createAdapter = ({ platform: { env, logger }, drain, hook }: AdapterOptions): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    requestTimeout: env.REQUEST_TIMEOUT * 1000,
    keepAliveTimeout: env.KEEP_ALIVE_TIMEOUT * 1000,
    http: { headersTimeout: env.REQUEST_TIMEOUT * 500, connectionsCheckingInterval: CHECK_INTERVAL_MS },
    trustProxy: env.TRUST_PROXY,
    rewriteUrl: ({ url = '/' }) => normalizeTarget(url),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    // While closing, a request on an open connection is answered like any other.
    return503OnClosing: false,
    clientErrorHandler: answerClientError(logger),
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _body, done) => {
    // The body stays where it is until the guards have let the request in.
    done(null);
  });
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'HEAD') route.onSend = [route.onSend ?? [], leaveLengthOut].flat();
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    // Fastify would refuse a type that is none before the guards are asked: `readJson` does it behind them.
    if (request.headers['content-type'] !== undefined && !request.mediaType)
      request.headers = { 'content-type': undefined };
    // Otherwise the framework would look at the body of a request for nothing.
    if (request.is404) done(new NotFoundException());
    else done(null, payload);
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    // Also for a client that is gone.
    request.raw.exchange.workEnded?.();
    if (drain.begun) reply.header('connection', 'close');
    done(null, payload);
  });
  adapter.setOnRequestHook(hook);
  return adapter;
};
