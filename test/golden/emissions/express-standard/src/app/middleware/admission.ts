import type { RequestHandler } from 'express';
import type { Platform } from '../../platform/platform.ts';

/** Lets the work on a request begin, or wait for its turn. It stands behind the reading of bodies. */
export const admission =
  ({ overload }: Pick<Platform, 'overload'>): RequestHandler =>
  (req, res, next) => {
    const { admitted, workEnded } = overload.admit(res);
    req.workEnded = workEnded;
    if (admitted) admitted.then(next, next);
    else next();
  };
