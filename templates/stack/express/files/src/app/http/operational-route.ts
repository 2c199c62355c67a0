import type { Express, RequestHandler } from 'express';
import { MethodNotAllowedError } from '../../platform/http/transport-errors.ts';
import { requestTarget } from '../middleware/request-target.ts';

declare global {
  namespace Express {
    interface Request {
      /** Whether the route is for those who run the server. */
      operational?: boolean;
    }
  }
}

const readOnly: RequestHandler = (req) => {
  // A method that the path does not have is no route, as with operations.
  req.routePattern = undefined;
  throw new MethodNotAllowedError(['GET', 'HEAD']);
};

/** Mounts a route for those who run the server, such as a probe. It has no envelope and no limits. */
export const operationalRoute = (app: Express, path: string, handler: RequestHandler): void => {
  const mark: RequestHandler = (req, _res, next) => {
    req.routePattern = path;
    req.operational = true;
    next();
  };
  app.route(path).all(mark, requestTarget).get(handler).all(readOnly);
};
