import type { Express } from 'express';
import { docsAsset } from '../../platform/docs/docs-assets.ts';
import { DOCS_CSP, docsPage } from '../../platform/docs/docs-page.ts';
import { NotFoundError } from '../../platform/errors.ts';
import { apiDocument } from '../api-document.ts';
import { operationalRoute } from '../http/operational-route.ts';

/** Serves the OpenAPI document and a page to browse it. */
export const mountApiDocs = (app: Express): void => {
  let document: string | undefined;
  operationalRoute(app, '/openapi.json', (_req, res) => {
    document ??= JSON.stringify(apiDocument());
    res.type('json').send(document);
  });

  operationalRoute(app, '/docs', (_req, res) => {
    res.set('content-security-policy', DOCS_CSP).type('html').send(docsPage);
  });

  operationalRoute(app, '/docs/:file', async (req, res) => {
    const asset = await docsAsset(String(req.params['file']));
    if (!asset) throw new NotFoundError();
    res.type(asset.contentType).set('cache-control', 'public, max-age=3600').send(asset.body);
  });
};
