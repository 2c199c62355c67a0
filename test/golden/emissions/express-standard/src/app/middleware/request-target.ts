import type { RequestHandler } from 'express';
import { targetFault } from '../../platform/http/request-target.ts';

/** Refuses URLs that mean nothing: after they were counted, and before anything reads them. */
export const requestTarget: RequestHandler = (req, _res, next) => {
  next(targetFault(req.url));
};
