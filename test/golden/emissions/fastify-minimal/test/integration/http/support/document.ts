import { modules } from '../../../../src/app/modules.ts';
import { openApiDocument } from '../../../../src/platform/http/openapi.ts';
import type { JsonSchema, Resolve } from './json-schema.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

interface PathOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: JsonSchema } } };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface Endpoint extends PathOperation {
  readonly method: string;
  readonly path: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PathOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const operations = modules.flatMap((module) => module.operations);

// As a consumer reads it: from its JSON.
const json: unknown = JSON.parse(JSON.stringify(openApiDocument(operations, { title: 'Test', version: '0' })));
const document = json as Document;

const turnOf = ({ method, path }: Endpoint): number => (method === 'GET' ? 0 : path.includes('/auth/') ? 2 : 1);

/** All operations of the document: reads first, and last those that may end the sign-in of the caller. */
export const endpoints: readonly Endpoint[] = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
  .sort((a, b) => turnOf(a) - turnOf(b));

/** Finds a schema of the document's components. */
export const resolve: Resolve = (ref) => {
  const schema = document.components.schemas[ref.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`The document refers to ${ref}, which it does not have.`);
  return schema;
};
