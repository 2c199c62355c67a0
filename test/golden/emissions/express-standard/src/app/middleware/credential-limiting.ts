import type { RequestHandler } from 'express';
import type { AccessControl } from '../../platform/access-control.ts';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { carriesCredentials } from '../../platform/rate-limit/credentials.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';

declare global {
  namespace Express {
    interface Request {
      /** Whether a try was taken from the address, to be given back when the credentials hold. */
      credentialTryTaken?: boolean;
    }
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the rate limiting that follows when they hold. Those that are
 * known by heart are not verified, and take none.
 */
export const credentialLimiting =
  ({ env, rateLimits }: Pick<Platform, 'env' | 'rateLimits'>, accessControl: AccessControl): RequestHandler =>
  (req, res, next) => {
    const nothingToVerify = !carriesCredentials(req.headers) || accessControl.recall(req.headers) !== undefined;
    if (nothingToVerify || !env.RATE_LIMIT_ENABLED || !req.path.startsWith('/api/')) {
      next();
      return;
    }
    rateLimits.consume('credentials', addressKey(req.ip ?? '')).then((decision) => {
      res.set(rateLimitHeaders(decision));
      req.credentialTryTaken = !decision.exceeded;
      next(decision.exceeded ? new RateLimitedError(decision.resetSeconds) : undefined);
    }, next);
  };
