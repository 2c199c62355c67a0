import type { Request, RequestHandler } from 'express';
import { NotFoundError } from '../../platform/errors.ts';
import type { Operation } from '../../platform/http/operation.ts';
import { MethodNotAllowedError } from '../../platform/http/transport-errors.ts';
import { operationFinder, type PathParameters } from '../http/operation-finder.ts';
import type { HttpModule } from '../module.ts';

declare global {
  namespace Express {
    interface Request {
      /** What the request asks for; `undefined` when the server has no such path or method. */
      operation?: Operation | undefined;
      /** The parameters of the path: text until `validation` has been there. */
      pathParameters?: PathParameters;
      /** The methods of a known path. */
      pathMethods?: readonly string[];
    }
  }
}

/** Finds out what a request asks for, for everything that depends on it before the route is reached. */
export const findOperation = (modules: readonly HttpModule[]): RequestHandler => {
  const find = operationFinder(modules.flatMap(({ operations }) => operations));
  return (req, _res, next) => {
    const found = find(req.method, req.path);
    if (found) {
      // A method that the path does not have is no route.
      req.routePattern = found.operation && found.pattern;
      req.operation = found.operation;
      req.pathParameters = found.params;
      req.pathMethods = found.methods;
    }
    next();
  };
};

/**
 * The operation of a request.
 *
 * @throws NotFoundError for an unknown path, MethodNotAllowedError for an unknown method of a known one
 */
export const operationOf = ({ operation, pathMethods }: Pick<Request, 'operation' | 'pathMethods'>): Operation => {
  if (operation) return operation;
  throw pathMethods ? new MethodNotAllowedError(pathMethods) : new NotFoundError();
};

/** Ends the way of requests that ask for nothing there is. What comes after it deals with operations only. */
export const requireOperation: RequestHandler = (req, _res, next) => {
  operationOf(req);
  next();
};
