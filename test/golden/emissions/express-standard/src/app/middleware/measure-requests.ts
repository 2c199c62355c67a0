import type { RequestHandler } from 'express';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';

/** What is recorded for a request whose client went away before the answer, as nginx does. */
const CLIENT_CLOSED_REQUEST = 499;

/** Measures requests by the pattern of their route. */
export const measureRequests =
  ({ metrics: { http } }: Pick<Platform, 'metrics'>): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now();
    http.requestStarted();
    // Not `finish`: it does not come when the client goes away.
    res.once('close', () => {
      http.requestFinished({
        method: req.method,
        route: req.routePattern,
        status: res.writableFinished ? res.statusCode : CLIENT_CLOSED_REQUEST,
        seconds: (performance.now() - startedAt) / 1000,
      });
      if (req.failure instanceof AppError) http.refused(req.failure.code);
    });
    next();
  };
