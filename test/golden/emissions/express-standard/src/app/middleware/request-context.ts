import type { RequestHandler } from 'express';
import { requestContext as storage } from '../../platform/context.ts';
import { requestContextOf, requestIdOf } from '../../platform/http/trace.ts';

declare global {
  namespace Express {
    interface Request {
      /** The caller's request id when it is safe to repeat, else a new one. */
      id: string;
    }
  }
}

/** Gives each request its ids: for log lines, for calls it makes, and for the caller to quote. */
export const requestContext: RequestHandler = (req, res, next) => {
  req.id = requestIdOf(req.headers['x-request-id']);
  res.setHeader('x-request-id', req.id);
  storage.run(requestContextOf(req.id, req.headers.traceparent), next);
};
