import corsMiddleware from 'cors';
import type { RequestHandler } from 'express';
import { corsPolicy, isPreflight } from '../../platform/http/cors.ts';
import type { Platform } from '../../platform/platform.ts';

/** Lets scripts of the listed origins call this server. Without origins there is nothing to answer. */
export const cors = ({ env }: Pick<Platform, 'env'>): RequestHandler => {
  if (env.CORS_ORIGINS.length === 0) {
    return (_req, _res, next) => {
      next();
    };
  }
  const answer = corsMiddleware(corsPolicy(env.CORS_ORIGINS));
  return (req, res, next) => {
    // `cors` takes every OPTIONS for a preflight, and would hide that the path has no such method.
    if (req.method === 'OPTIONS' && !isPreflight(req)) next();
    else answer(req, res, next);
  };
};
