import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import type { Principal } from '../../platform/principal.ts';
import { exchangeOf, requestOf } from '../http/exchange.ts';

declare module '../http/exchange.ts' {
  interface Exchange {
    /** Who calls; nobody for somebody who presents no credentials. */
    principal?: Principal | undefined;
  }
}

/** Finds out who calls, before the body is read. Whether they may is decided by the `AuthorizationGuard`. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(@Inject(AccessControl) private readonly accessControl: AccessControl) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const exchange = exchangeOf(context);
    const operation = exchange.contract?.operation;
    const identified = operation && this.accessControl.identify(operation.access, requestOf(context).headers);
    if (!identified) return true;
    return identified.then((principal) => {
      exchange.principal = principal;
      return true;
    });
  }
}
