import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf, requestOf, type Exchange } from '../http/exchange.ts';
import { bodyOf } from '../http/request-input.ts';
import { PLATFORM } from '../tokens.ts';

/** Lets the work on a request begin, or wait for its turn: once the request has arrived in full, as the last of the guards. */
@Injectable()
export class AdmissionGuard implements CanActivate {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const exchange = exchangeOf(context);
    const operation = exchange.contract?.operation;
    if (!operation) return true;
    if (operation.method === 'GET') return this.#admit(exchange);
    return bodyOf(requestOf(context), this.platform.env.BODY_LIMIT).then(() => this.#admit(exchange));
  }

  #admit(exchange: Exchange): boolean | Promise<boolean> {
    const { admitted, leave } = this.platform.overload.admit();
    exchange.atEnd(leave);
    return admitted ? admitted.then(() => true) : true;
  }
}
