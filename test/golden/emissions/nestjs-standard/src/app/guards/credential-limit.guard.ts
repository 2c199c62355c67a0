import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import { RateLimitedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressKey } from '../../platform/rate-limit/address-key.ts';
import { rateLimitHeaders } from '../../platform/rate-limit/rate-limits.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { addressOf } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

declare module '../http/exchange.ts' {
  interface Exchange {
    /** Gives back the try that was taken from the address for the credentials of the request. */
    giveTryBack?: () => void;
  }
}

/**
 * Limits by address the credentials that do not hold. A try is taken before they are verified, so that a flood of
 * forged tokens costs no signature check, and given back by the `AuthenticationGuard` that follows unless they do not
 * hold. Those that are known by heart are not verified, and take none.
 */
@Injectable()
export class CredentialLimitGuard implements CanActivate {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(AccessControl) private readonly accessControl: AccessControl,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const operation = exchangeOf(context).contract?.operation;
    if (!this.platform.env.RATE_LIMIT_ENABLED || !operation) return true;
    return !this.accessControl.mustVerify(operation.access, requestOf(context).headers) || this.#takeTry(context);
  }

  async #takeTry(context: ExecutionContext): Promise<boolean> {
    const { rateLimits } = this.platform;
    const address = addressKey(addressOf(requestOf(context)));
    const decision = await rateLimits.consume('credentials', address);
    const response = responseOf(context);
    for (const [name, value] of Object.entries(rateLimitHeaders(decision))) response.header(name, value);
    if (decision.exceeded) throw new RateLimitedError(decision.resetSeconds);
    exchangeOf(context).giveTryBack = () => void rateLimits.giveBack('credentials', address);
    return true;
  }
}
