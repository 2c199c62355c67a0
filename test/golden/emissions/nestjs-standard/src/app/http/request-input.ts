import type { Operation, Parsed } from '../../platform/http/operation.ts';
import { readJson } from '../../platform/http/read-json.ts';
import { validateRequest } from '../../platform/http/request-validation.ts';
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

const validated = ({ params, query }: HttpRequest, operation: Operation, body?: unknown): RequestInput =>
  validateRequest(operation, { params, query, body });

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
