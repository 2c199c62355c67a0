import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import type { Principal } from '../../platform/principal.ts';
import { settleTry } from '../../platform/rate-limit/credentials.ts';
import { exchangeOf, requestOf, type Exchange } from '../http/exchange.ts';

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
    if (exchange.giveTryBack) settleTry(identified, exchange.giveTryBack);
    if (identified instanceof Promise) return this.#remember(exchange, identified);
    exchange.principal = identified;
    return true;
  }

  async #remember(exchange: Exchange, identified: Promise<Principal>): Promise<boolean> {
    exchange.principal = await identified;
    return true;
  }
}
