import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Operation } from '../../platform/http/operation.ts';
import type { IdempotencyClaim } from '../../platform/idempotency/idempotency-store.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request holds while it is being handled. */
    idempotencyClaim: IdempotencyClaim | null;
  }
}

/** Claims the key of a request. @returns whether an earlier answer was sent instead */
const begin = async (
  idempotency: Platform['idempotency'],
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> => {
  const key = request.headers['idempotency-key'];
  const beginning = await idempotency.begin({
    caller: request.principal?.userId ?? request.ip,
    route: `${operation.method} ${operation.path}`,
    url: request.url,
    body: request.body,
    key: Array.isArray(key) ? key.join(', ') : key,
    required: operation.idempotency === 'required',
  });
  if (beginning.kind === 'claimed') request.idempotencyClaim = beginning.claim;
  if (beginning.kind !== 'replay') return false;
  const { status, headers, body } = beginning.answer;
  reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
  return true;
};

/** Answers a repeated request with the first answer, on the routes whose operation says so. */
export const idempotency = fp<PluginOptions>(
  (app, { platform }, done) => {
    app.decorateRequest('idempotencyClaim', null);

    // Once the request is known to be valid and allowed: a refusal must not touch the key.
    app.addHook('preHandler', (request, reply, next) => {
      const { operation } = request.routeOptions.config;
      if (operation?.idempotency === undefined) {
        next();
        return;
      }
      begin(platform.idempotency, operation, request, reply).then((replayed) => {
        if (!replayed) next();
      }, next);
    });

    app.addHook('onSend', (request, reply, payload, next) => {
      const claim = request.idempotencyClaim;
      if (claim === null) {
        next(null, payload);
        return;
      }
      request.idempotencyClaim = null;
      const body = typeof payload === 'string' ? payload : '';
      const finished = platform.idempotency.finish(claim, reply.statusCode, reply.getHeaders(), body);
      finished.then(() => {
        next(null, payload);
      }, next);
    });
    done();
  },
  { name: 'idempotency', fastify: '5.x' },
);
