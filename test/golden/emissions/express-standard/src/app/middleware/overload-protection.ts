import type { RequestHandler } from 'express';
import type { Platform } from '../../platform/platform.ts';

/**
 * Answers 503 before anything is done for a request, while the process has more than it can do. It stands behind the
 * routes for operators: a busy process is not a dead one, and an orchestrator that is told otherwise restarts it.
 */
export const overloadProtection =
  ({ overload }: Pick<Platform, 'overload'>): RequestHandler =>
  (_req, _res, next) => {
    overload.requireRoom();
    next();
  };

/** Lets the work on a request begin, or wait for its turn. It stands behind the reading of bodies. */
export const admission =
  ({ overload }: Pick<Platform, 'overload'>): RequestHandler =>
  (_req, res, next) => {
    const { admitted, leave } = overload.admit();
    res.once('close', leave);
    if (admitted) admitted.then(next, next);
    else next();
  };
