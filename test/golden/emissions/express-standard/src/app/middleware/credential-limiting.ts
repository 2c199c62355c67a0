import type { RequestHandler } from 'express';
import type { AccessControl } from '../../platform/access-control.ts';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';

declare global {
  namespace Express {
    interface Request {
      /** Gives back the try that was taken from the address for the credentials of the request. */
      giveTryBack?: () => void;
    }
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the authentication that follows unless they do not hold.
 * Those that are known by heart are not verified, and take none.
 */
export const credentialLimiting =
  ({ env, rateLimits }: Pick<Platform, 'env' | 'rateLimits'>, accessControl: AccessControl): RequestHandler =>
  (req, res, next) => {
    if (!env.RATE_LIMIT_ENABLED || !req.operation || !accessControl.mustVerify(req.operation.access, req.headers)) {
      next();
      return;
    }
    const address = addressKey(req.ip ?? '');
    rateLimits.consume('credentials', address).then((decision) => {
      res.set(rateLimitHeaders(decision));
      if (!decision.exceeded) req.giveTryBack = () => void rateLimits.giveBack('credentials', address);
      next(decision.exceeded ? new RateLimitedError(decision.resetSeconds) : undefined);
    }, next);
  };
