import type { RequestHandler } from 'express';
import { requestContext } from '../../platform/context.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import { writeAccessLine } from '../../platform/logging/access-line.ts';
import type { Platform } from '../../platform/platform.ts';

/** Writes one line for each request, also for those whose client went away before the answer. */
export const accessLog =
  ({ logger }: Pick<Platform, 'logger'>): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now();
    const context = requestContext.getStore();
    // Not to be had any more once the connection is closed.
    const address = req.ip;
    res.once('close', () => {
      writeAccessLine(logger, {
        context,
        method: req.method,
        route: req.routePattern,
        status: endedStatus(res),
        milliseconds: performance.now() - startedAt,
        address,
        operational: req.operational === true,
        failure: req.failure,
      });
    });
    next();
  };
