import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { collectionMetaSchema, failureSchema, problemSchema, registerComponents } from './openapi-components.ts';
import { responsesOf } from './openapi-responses.ts';
import type { Operation } from './operation.ts';

export interface DocumentInfo {
  readonly title: string;
  readonly version: string;
}

const headersOf = (operation: Operation): z.ZodObject => {
  const shape: Record<string, z.ZodType> = {};
  if (operation.conditional === 'etag') {
    shape['If-None-Match'] = z.string().optional().meta({ description: 'ETag you have: 304 when it still holds.' });
  }
  if (operation.conditional === 'if-match' || operation.conditional === 'if-match-accepted') {
    const tag = z.string();
    shape['If-Match'] = (operation.conditional === 'if-match' ? tag : tag.optional()).meta({
      description: 'ETag of the version you read.',
      example: '"v1"',
    });
  }
  return z.object(shape);
};

const requestOf = (operation: Operation): NonNullable<RouteConfig['request']> => ({
  ...(operation.params && { params: operation.params }),
  ...(operation.query && { query: operation.query }),
  headers: headersOf(operation),
  ...(operation.body && {
    body: { required: true, content: { 'application/json': { schema: operation.body } } },
  }),
});

const lowerCase = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'delete',
} as const;

const routeOf = (operation: Operation): RouteConfig => ({
  method: lowerCase[operation.method],
  path: operation.path,
  operationId: operation.id,
  tags: [operation.tag],
  summary: operation.summary,
  ...(operation.description !== undefined && { description: operation.description }),
  ...(operation.deprecated && { deprecated: true }),
  request: requestOf(operation),
  responses: responsesOf(operation),
});

/** Of two schemas with one id the document would show one in both places. The conversion of Zod itself refuses them. */
const assertDistinctIds = (operations: readonly Operation[]): void => {
  const schemas = operations.flatMap(({ params, query, body, success }) => [params, query, body, success.data]);
  const given = schemas.filter((schema) => schema !== undefined);
  z.toJSONSchema(z.union([collectionMetaSchema, failureSchema, problemSchema, ...given]), {
    io: 'input',
    unrepresentable: 'any',
  });
};

/**
 * The OpenAPI 3.1 document of the operations: the same schemas that validate requests.
 *
 * @throws Error when two operations, or two schemas, have the same id
 */
export const openApiDocument = (operations: readonly Operation[], info: DocumentInfo) => {
  assertDistinctIds(operations);
  const registry = new OpenAPIRegistry();
  registerComponents(registry);
  const ids = new Set<string>();
  for (const operation of operations) {
    if (ids.has(operation.id)) throw new Error(`Two operations are called ${operation.id}: rename one of them.`);
    ids.add(operation.id);
    registry.registerPath(routeOf(operation));
  }
  const document = new OpenApiGeneratorV31(registry.definitions, {
    sortComponents: 'alphabetically',
  }).generateDocument({
    openapi: '3.1.0',
    info: { ...info },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].sort().map((name) => ({ name })),
  });
  return document;
};
