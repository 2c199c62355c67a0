import { Controller, Header, Param, StreamableFile } from '@nestjs/common';
import { docsAsset } from '../../platform/docs/docs-assets.ts';
import { DOCS_CSP, docsPage } from '../../platform/docs/docs-page.ts';
import { NotFoundError } from '../../platform/errors.ts';
import { apiDocument } from '../api-document.ts';
import { Operational } from '../http/operational.decorator.ts';

/** Serves the OpenAPI document and a page to browse it. */
@Controller()
export class DocsController {
  #document: string | undefined;

  @Operational('/openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    this.#document ??= JSON.stringify(apiDocument());
    return this.#document;
  }

  @Operational('/docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_CSP)
  page(): string {
    return docsPage;
  }

  @Operational('/docs/:file')
  @Header('cache-control', 'public, max-age=3600')
  async asset(@Param('file') file: string): Promise<StreamableFile> {
    const asset = await docsAsset(file);
    if (!asset) throw new NotFoundError();
    return new StreamableFile(asset.body, { type: asset.contentType });
  }
}
