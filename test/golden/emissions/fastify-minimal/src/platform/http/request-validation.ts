import { z } from 'zod';
import { NotFoundError, ValidationError } from '../errors.ts';
import type { Operation } from './operation.ts';
import { MAX_ENTRIES, validate } from './validation.ts';

/** What of a request is checked. */
export interface RequestParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const noParameters = z.strictObject({});
const noBody = z.strictObject({}).nullish();

/** A path parameter that breaks its schema is the id of nothing, so it is answered like any other unknown id. */
const pathParameters = (schema: z.ZodType, params: unknown): unknown => {
  try {
    return validate(schema, params);
  } catch (cause) {
    throw new NotFoundError(undefined, { cause });
  }
};

/** Gives the refusal of a part back, so that it does not keep the others from being looked at. */
const attempt = (schema: z.ZodType, part: unknown): unknown => {
  try {
    return validate(schema, part);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
};

const isRefusal = (part: unknown): part is ValidationError => part instanceof ValidationError;

/**
 * Lets the schemas of an operation check a request, and gives each part the form that the handler works with. What the
 * operation does not have is refused as well.
 *
 * @throws NotFoundError for a parameter of the path; ValidationError with one entry per offending field of the body and
 *   parameter of the query
 */
export const validateRequest = (
  { method, params, query = noParameters, body = noBody }: Operation,
  request: RequestParts,
): RequestParts => {
  const parts = {
    params: params && pathParameters(params, request.params),
    query: attempt(query, request.query),
    body: method === 'GET' ? undefined : attempt(body, request.body),
  };
  const refusals = [parts.body, parts.query].filter(isRefusal);
  if (refusals.length > 0) {
    throw new ValidationError(refusals.flatMap(({ entries }) => entries).slice(0, MAX_ENTRIES));
  }
  return parts;
};
