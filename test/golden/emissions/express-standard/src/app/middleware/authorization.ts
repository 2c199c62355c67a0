import type { RequestHandler } from 'express';
import type { AccessControl } from '../../platform/access-control.ts';
import { operationOf } from './find-operation.ts';

/** Lets callers through to what they may call. It comes after the rate limits, so that refusals count as well. */
export const authorization =
  (accessControl: AccessControl): RequestHandler =>
  (req, _res, next) => {
    const refused = accessControl.admit({ operation: operationOf(req), address: req.ip ?? '' }, req.principal);
    if (refused) refused.catch(next);
    else next();
  };
