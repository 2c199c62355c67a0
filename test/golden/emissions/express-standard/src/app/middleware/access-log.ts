import type { RequestHandler } from 'express';
import { requestContext } from '../../platform/context.ts';
import { idsOf } from '../../platform/logging/logger.ts';
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
      const line = {
        ...idsOf(context),
        method: req.method,
        route: req.routePattern,
        status: res.statusCode,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        address,
        ...(!res.writableFinished && { aborted: true }),
      };
      if (req.operational === true) logger.debug(line, 'request');
      else if (line.status >= 500) logger.error({ ...line, err: req.failure }, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
