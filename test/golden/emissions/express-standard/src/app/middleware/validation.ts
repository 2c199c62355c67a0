import type { RequestHandler } from 'express';
import { validateRequest } from '../../platform/http/request-validation.ts';
import type { PathParameters } from '../http/operation-finder.ts';
import { operationOf } from './find-operation.ts';

/** Lets the schemas of the operation check the request, and gives each part the form that the handler works with. */
export const validation: RequestHandler = (req, _res, next) => {
  const body: unknown = req.body;
  const checked = validateRequest(operationOf(req), { params: req.pathParameters, query: req.query, body });
  // Made by the schema of an object.
  req.pathParameters = checked.params as PathParameters;
  req.body = checked.body;
  // Express parses the query again whenever it is asked for: the property takes the place of that getter.
  Object.defineProperty(req, 'query', { value: checked.query });
  next();
};
