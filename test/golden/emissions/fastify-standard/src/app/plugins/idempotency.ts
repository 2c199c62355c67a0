import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Operation } from '../../platform/http/operation.ts';
import type { Beginning } from '../../platform/idempotency/idempotency.ts';
import type { IdempotencyClaim, StoredAnswer } from '../../platform/idempotency/idempotency-store.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressOf } from '../http/address.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request holds while it is being handled. */
    idempotencyClaim: IdempotencyClaim | null;
  }
}

/** Claims the key of a request, or finds the answer to an earlier one. */
const begin = (
  idempotency: Platform['idempotency'],
  operation: Operation,
  request: FastifyRequest,
): Promise<Beginning> => {
  const key = request.headers['idempotency-key'];
  return idempotency.begin({
    caller: request.principal?.userId ?? addressOf(request),
    route: `${operation.method} ${operation.path}`,
    url: request.url,
    body: request.body,
    key: Array.isArray(key) ? key.join(', ') : key,
    required: operation.idempotency === 'required',
  });
};

const replay = ({ status, headers, body }: StoredAnswer, reply: FastifyReply): void => {
  reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
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
      begin(platform.idempotency, operation, request).then((beginning) => {
        switch (beginning.kind) {
          case 'unprotected':
            next();
            break;
          case 'replay':
            replay(beginning.answer, reply);
            break;
          case 'claimed':
            request.idempotencyClaim = beginning.claim;
            platform.idempotency.carryOut(beginning.claim, next);
        }
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
  { name: 'idempotency', fastify: '5.x', dependencies: ['authentication', 'validation'] },
);
