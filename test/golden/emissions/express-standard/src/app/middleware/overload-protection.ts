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
