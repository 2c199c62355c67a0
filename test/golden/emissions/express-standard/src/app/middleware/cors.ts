import corsMiddleware from 'cors';
import type { RequestHandler } from 'express';
import { corsPolicy } from '../../platform/http/cors.ts';
import type { Platform } from '../../platform/platform.ts';
import { corsOptions } from '../http/cors-options.ts';

/** Lets scripts of the listed origins call this server. Without origins there is nothing to answer. */
export const cors = ({ env }: Pick<Platform, 'env'>): RequestHandler => {
  if (env.CORS_ORIGINS.length === 0) {
    return (_req, _res, next) => {
      next();
    };
  }
  return corsMiddleware(corsOptions(corsPolicy(env.CORS_ORIGINS)));
};
