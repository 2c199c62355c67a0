import fp from 'fastify-plugin';
import { requirePlainUtf8 } from '../../platform/http/media-type.ts';
import type { PluginOptions } from '../plugin.ts';

/** Reads JSON in UTF-8 and nothing else. Keys that would reach into prototypes are refused. */
export const jsonBodies = fp<PluginOptions>(
  (app, _options, done) => {
    const parse = app.getDefaultJsonParser('error', 'error');
    app.removeAllContentTypeParsers();
    app.addHook('preParsing', (request, _reply, payload, next) => {
      requirePlainUtf8(request.headers);
      next(null, payload);
    });
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, next) => {
      // Many clients send the type with every request. Without a body it does no harm where none is expected.
      if (body === '' && !request.routeOptions.config.operation?.body) next(null);
      else void parse(request, body.toString(), next);
    });
    done();
  },
  { name: 'json-bodies', fastify: '5.x' },
);
