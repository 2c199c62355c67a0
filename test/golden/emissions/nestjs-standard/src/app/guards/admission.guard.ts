import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { bodyOf } from '../http/request-input.ts';
import { rawResponse } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

/** Lets the work on a request begin, or wait for its turn: once the request has arrived in full, as the last of the guards. */
@Injectable()
export class AdmissionGuard implements CanActivate {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const operation = exchangeOf(context).contract?.operation;
    if (!operation) return true;
    if (operation.method === 'GET') return this.#admit(context);
    return bodyOf(requestOf(context), this.platform.env.BODY_LIMIT).then(() => this.#admit(context));
  }

  #admit(context: ExecutionContext): boolean | Promise<boolean> {
    const { admitted, workEnded } = this.platform.overload.admit(rawResponse(responseOf(context)));
    exchangeOf(context).workEnded = workEnded;
    return admitted ? admitted.then(() => true) : true;
  }
}
