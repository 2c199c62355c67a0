import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import { exchangeOf, requestOf } from '../http/exchange.ts';
import { addressOf } from '../http/request.ts';

/**
 * Lets callers through to what they may call. It comes after the rate limits, so that refusals count as well. Routes
 * without an operation are health, metrics and documentation, and those that only say that there is nothing.
 */
@Injectable()
export class AuthorizationGuard implements CanActivate {
  constructor(@Inject(AccessControl) private readonly accessControl: AccessControl) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { contract, principal } = exchangeOf(context);
    if (!contract?.operation) return contract !== undefined;
    const attempt = { operation: contract.operation, address: addressOf(requestOf(context)) };
    return this.accessControl.admit(attempt, principal) ?? true;
  }
}
