import type { RequestHandler } from 'express';
import { AppError } from '../../platform/errors.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import type { Platform } from '../../platform/platform.ts';

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
        status: endedStatus(res),
        seconds: (performance.now() - startedAt) / 1000,
      });
      if (req.failure instanceof AppError) http.refused(req.failure.code);
    });
    next();
  };
