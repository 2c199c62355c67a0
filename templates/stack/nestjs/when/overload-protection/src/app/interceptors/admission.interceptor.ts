import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { bodyOf } from '../http/request-input.ts';
import { rawResponse } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

/**
 * Lets the work on a request begin, or wait for its turn: once the guards have let it in and it has arrived in full.
 * The first of the interceptors, so that all of the work is done within it.
 */
@Injectable()
export class AdmissionInterceptor implements NestInterceptor {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> | Promise<Observable<unknown>> {
    const operation = exchangeOf(context).contract?.operation;
    if (!operation) return next.handle();
    if (operation.method === 'GET') return this.#admit(context, next);
    return bodyOf(requestOf(context), this.platform.env.BODY_LIMIT).then(() => this.#admit(context, next));
  }

  #admit(context: ExecutionContext, next: CallHandler): Observable<unknown> | Promise<Observable<unknown>> {
    const { admitted, workEnded } = this.platform.overload.admit(rawResponse(responseOf(context)));
    const work = (): Observable<unknown> => next.handle().pipe(finalize(workEnded));
    return admitted ? admitted.then(work) : work();
  }
}
