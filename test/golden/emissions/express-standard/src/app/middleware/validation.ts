import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { NotFoundError } from '../../platform/errors.ts';
import { validate } from '../../platform/http/validation.ts';
import { operationOf } from './find-operation.ts';

const noParameters = z.strictObject({});
const noBody = z.strictObject({}).nullish();

/** A path parameter that breaks its schema is the id of nothing, so it is answered like any other unknown id. */
const validatePath = (schema: z.ZodObject, req: Request): void => {
  try {
    req.pathParameters = validate(schema, req.pathParameters);
  } catch (cause) {
    throw new NotFoundError(undefined, { cause });
  }
};

/** Lets the schemas of the operation check the request, and gives each part the form that the handler works with. */
export const validation: RequestHandler = (req, _res, next) => {
  const { method, params, query = noParameters, body = noBody } = operationOf(req);
  if (params) validatePath(params, req);
  if (method !== 'GET') req.body = validate(body, req.body);
  // Express parses the query again whenever it is asked for: the property takes the place of that getter.
  Object.defineProperty(req, 'query', { value: validate(query, req.query) });
  next();
};
