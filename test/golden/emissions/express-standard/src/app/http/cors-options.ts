import type { Request } from 'express';
import { isPreflight, type CorsPolicy } from '../../platform/http/cors.ts';

/** The policy in the words of `cors`, which would take every OPTIONS for a preflight and answer it as one. */
export const corsOptions = (policy: CorsPolicy) => {
  const { origin, exposedHeaders, credentials } = policy;
  const withoutPreflight = {
    origin,
    exposedHeaders,
    credentials,
    methods: [],
    allowedHeaders: [],
    preflightContinue: true,
  };
  return (request: Request, callback: (error: Error | null, options: Partial<CorsPolicy>) => void): void => {
    callback(null, isPreflight(request) ? policy : withoutPreflight);
  };
};
