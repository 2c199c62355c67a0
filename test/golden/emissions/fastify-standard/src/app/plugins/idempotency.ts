import fp from 'fastify-plugin';
import type { IdempotencyClaim } from '../../platform/idempotency/idempotency-store.ts';
import type { PluginOptions } from '../plugin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request holds while it is being handled. */
    idempotencyClaim: IdempotencyClaim | null;
  }
}

/** Answers a repeated request with the first answer, on the routes whose operation says so. */
export const idempotency = fp<PluginOptions>(
  (app, { platform }, done) => {
    app.decorateRequest('idempotencyClaim', null);

    // Once the request is known to be valid and allowed: a refusal must not touch the key.
    app.addHook('preHandler', async (request, reply) => {
      const { operation } = request.routeOptions.config;
      if (operation?.idempotency === undefined) return;
      const key = request.headers['idempotency-key'];
      const beginning = await platform.idempotency.begin({
        caller: request.principal?.userId ?? request.ip,
        route: `${operation.method} ${operation.path}`,
        url: request.url,
        body: request.body,
        key: Array.isArray(key) ? key.join(', ') : key,
        required: operation.idempotency === 'required',
      });
      if (beginning.kind === 'claimed') request.idempotencyClaim = beginning.claim;
      if (beginning.kind !== 'replay') return;
      const { status, headers, body } = beginning.answer;
      return reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(body);
    });

    app.addHook('onSend', async (request, reply, payload) => {
      const claim = request.idempotencyClaim;
      if (claim === null) return payload;
      request.idempotencyClaim = null;
      const body = typeof payload === 'string' ? payload : '';
      await platform.idempotency.finish(claim, reply.statusCode, reply.getHeaders(), body);
      return payload;
    });
    done();
  },
  { name: 'idempotency', fastify: '5.x' },
);
