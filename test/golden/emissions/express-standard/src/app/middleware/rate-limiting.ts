import type { RequestHandler } from 'express';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { budgetOf } from '../../platform/rate-limit/tiers.ts';

/** Counts every request to the API, found or not, and refuses those over the budget. */
export const rateLimiting =
  ({ env, rateLimits }: Pick<Platform, 'env' | 'rateLimits'>): RequestHandler =>
  async (req, res, next) => {
    if (env.RATE_LIMIT_ENABLED && req.path.startsWith('/api/')) {
      const address = req.ip ?? '';
      const { tier, key } = budgetOf({ path: req.path, address, userId: req.principal?.userId });
      const decision = await rateLimits.consume(tier, key);
      res.set(rateLimitHeaders(decision));
      if (decision.exceeded) throw new RateLimitedError(decision.resetSeconds);
    }
    next();
  };
