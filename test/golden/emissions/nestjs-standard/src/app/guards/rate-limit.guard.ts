import { Inject, Injectable, type ArgumentsHost, type CanActivate } from '@nestjs/common';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { budgetOf } from '../../platform/rate-limit/tiers.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { addressOf } from '../http/request.ts';
import { requestPath } from '../http/request-path.ts';
import { PLATFORM } from '../tokens.ts';

/** Counts every request to the API, found or not, and refuses those over the budget. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  canActivate(context: ArgumentsHost): boolean | Promise<boolean> {
    const path = requestPath(context);
    return !this.platform.env.RATE_LIMIT_ENABLED || !path.startsWith('/api/') || this.#count(context, path);
  }

  async #count(context: ArgumentsHost, path: string): Promise<boolean> {
    const { rateLimits } = this.platform;
    const address = addressOf(requestOf(context));
    const { tier, key } = budgetOf({ path, address, userId: exchangeOf(context).principal?.userId });
    const decision = await rateLimits.consume(tier, key);
    const response = responseOf(context);
    for (const [name, value] of Object.entries(rateLimitHeaders(decision))) response.header(name, value);
    if (decision.exceeded) throw new RateLimitedError(decision.resetSeconds);
    return true;
  }
}
