import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { carriesCredentials } from '../../platform/rate-limit/credentials.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { addressOf } from '../http/request.ts';
import { requestPath } from '../http/request-path.ts';
import { PLATFORM } from '../tokens.ts';

declare module '../http/exchange.ts' {
  interface Exchange {
    /** Whether a try was taken from the address, to be given back when the credentials hold. */
    credentialTryTaken?: boolean;
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the `RateLimitGuard` that follows when they hold. Those that are
 * known by heart are not verified, and take none.
 */
@Injectable()
export class CredentialLimitGuard implements CanActivate {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(AccessControl) private readonly accessControl: AccessControl,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (!this.platform.env.RATE_LIMIT_ENABLED || !requestPath(context).startsWith('/api/')) return true;
    const { headers } = requestOf(context);
    const nothingToVerify = !carriesCredentials(headers) || this.accessControl.recall(headers) !== undefined;
    return nothingToVerify || this.#takeTry(context);
  }

  async #takeTry(context: ExecutionContext): Promise<boolean> {
    const decision = await this.platform.rateLimits.consume('credentials', addressKey(addressOf(requestOf(context))));
    const response = responseOf(context);
    for (const [name, value] of Object.entries(rateLimitHeaders(decision))) response.header(name, value);
    if (decision.exceeded) throw new RateLimitedError(decision.resetSeconds);
    exchangeOf(context).credentialTryTaken = true;
    return true;
  }
}
