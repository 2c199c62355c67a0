import fp from 'fastify-plugin';
import { docsAsset } from '../../platform/docs/docs-assets.ts';
import { DOCS_CSP, docsPage } from '../../platform/docs/docs-page.ts';
import { NotFoundError } from '../../platform/errors.ts';
import { apiDocument } from '../api-document.ts';
import { SOMETHING } from '../http/route-pattern.ts';
import type { PluginOptions } from '../plugin.ts';

const config = { operational: true };

/** Serves the OpenAPI document and a page to browse it. */
export const apiDocs = fp<PluginOptions>(
  (app, _options, done) => {
    let document: string | undefined;
    app.get('/openapi.json', { config }, (_request, reply) => {
      document ??= JSON.stringify(apiDocument());
      return reply.type('application/json; charset=utf-8').send(document);
    });

    app.get('/docs', { config }, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', DOCS_CSP).send(docsPage),
    );

    app.get<{ Params: { file: string } }>(`/docs/:file${SOMETHING}`, { config }, async (request, reply) => {
      const asset = await docsAsset(request.params.file);
      if (!asset) throw new NotFoundError();
      return reply.type(asset.contentType).header('cache-control', 'public, max-age=3600').send(asset.body);
    });
    done();
  },
  { name: 'api-docs', fastify: '5.x' },
);
