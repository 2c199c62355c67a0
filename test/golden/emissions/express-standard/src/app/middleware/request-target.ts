import type { RequestHandler } from 'express';
import { requireTarget } from '../../platform/http/request-target.ts';

/** Refuses URLs that mean nothing, before anything goes by them. */
export const requestTarget: RequestHandler = (req, _res, next) => {
  requireTarget(req.url);
  next();
};
