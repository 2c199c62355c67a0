import { z } from 'zod';
import { NotFoundError } from '../../platform/errors.ts';
import type { Operation, Parsed } from '../../platform/http/operation.ts';
import { readJson } from '../../platform/http/read-json.ts';
import { validate } from '../../platform/http/validation.ts';
import { rawRequest, type HttpRequest } from './request.ts';

/** A request as the schemas of an operation made it. */
export interface RequestInput<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** What a handler of the operation is given: `@Input() { params, body }: InputOf<typeof replaceProduct>`. */
export type InputOf<Type> =
  Type extends Operation<infer Params, infer Query, infer Body>
    ? RequestInput<Parsed<Params>, Parsed<Query>, Parsed<Body>>
    : never;

const noParameters = z.strictObject({});
const noBody = z.strictObject({}).nullish();

/** A path parameter that breaks its schema is the id of nothing, so it is answered like any other unknown id. */
const validateParams = (schema: z.ZodType, params: unknown): unknown => {
  try {
    return validate(schema, params);
  } catch (error) {
    throw new NotFoundError(undefined, { cause: error });
  }
};

const validated = (request: HttpRequest, operation: Operation, json?: unknown): RequestInput => {
  const { method, params, query = noParameters, body = noBody } = operation;
  return {
    params: params ? validateParams(params, request.params) : undefined,
    body: method === 'GET' ? undefined : validate(body, json),
    query: validate(query, request.query),
  };
};

/**
 * Reads the body, the first time it is asked for it.
 *
 * @param limit the largest body in bytes
 * @throws what `readJson` throws
 */
export const bodyOf = (request: HttpRequest, limit: number): Promise<unknown> => {
  const raw = rawRequest(request);
  const { exchange } = raw;
  exchange.body ??= readJson(raw, { limit, expected: exchange.operation.body !== undefined });
  return exchange.body;
};

const read = async (request: HttpRequest, operation: Operation, limit: number): Promise<RequestInput> =>
  validated(request, operation, await bodyOf(request, limit));

/**
 * Reads and validates a request, the first time it is asked for it. Parameters and bodies that the operation does not
 * have are refused as well.
 *
 * @param bodyLimit the largest body in bytes
 * @throws NotFoundError, ValidationError for the parts; what `readJson` throws for the body
 */
export const inputOf = (request: HttpRequest, bodyLimit: number): Promise<RequestInput> | RequestInput => {
  const { exchange } = rawRequest(request);
  const { operation } = exchange;
  // There is nothing to wait for without a body.
  if (operation.method === 'GET') return validated(request, operation);
  exchange.input ??= read(request, operation, bodyLimit);
  return exchange.input;
};
