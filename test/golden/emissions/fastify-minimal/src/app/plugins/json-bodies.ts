import fp from 'fastify-plugin';
import { requirePlainUtf8 } from '../../platform/http/media-type.ts';
import { parseJson } from '../../platform/http/parse-json.ts';
import type { PluginOptions } from '../plugin.ts';

/** Reads JSON in UTF-8 and nothing else. */
export const jsonBodies = fp<PluginOptions>(
  (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addHook('preParsing', (request, _reply, payload, next) => {
      const { operation } = request.routeOptions.config;
      // A type that comes without a body is no matter to those who expect none.
      const expectsBody = operation !== undefined && operation.method !== 'GET';
      if (expectsBody && request.headers['content-type'] !== undefined) requirePlainUtf8(request.headers);
      next(null, payload);
    });
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, next) => {
      next(null, body);
    });
    // Not by the parser: when one fails, Fastify closes the connection, as if more of the body were to come.
    app.addHook('preValidation', (request, _reply, next) => {
      const { body } = request;
      if (Buffer.isBuffer(body)) {
        // Many clients send the type with every request. Without a body it does no harm where none is expected.
        const absent = body.length === 0 && !request.routeOptions.config.operation?.body;
        request.body = absent ? undefined : parseJson(body);
      }
      next();
    });
    done();
  },
  { name: 'json-bodies', fastify: '5.x' },
);
