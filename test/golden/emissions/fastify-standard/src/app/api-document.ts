import { openApiDocument } from '../platform/http/openapi.ts';
import { modules } from './modules.ts';

/** The OpenAPI document of this backend. A change that breaks clients takes a new major version. */
export const apiDocument = (): ReturnType<typeof openApiDocument> =>
  openApiDocument(
    modules.flatMap((module) => module.operations),
    {
      title: 'shop',
      version: '1.0.0',
    },
  );
