import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, mergeMap, of, type Observable } from 'rxjs';
import { toFailure } from '../../platform/http/failure.ts';
import type { Beginning } from '../../platform/idempotency/idempotency.ts';
import type { IdempotencyClaim, StoredAnswer } from '../../platform/idempotency/idempotency-store.ts';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { inputOf } from '../http/request-input.ts';
import { addressOf, urlOf, type HttpResponse } from '../http/request.ts';
import { PLATFORM } from '../tokens.ts';

type Answer = Observable<string | undefined>;

const keptHeaders = (response: HttpResponse): Record<string, unknown> =>
  Object.fromEntries(['content-type', 'location', 'etag'].map((name) => [name, response.getHeader(name)]));

const replay = ({ status, headers, body }: StoredAnswer, response: HttpResponse): Answer => {
  response.status(status).header('idempotency-replayed', 'true');
  for (const [name, value] of Object.entries(headers)) response.header(name, value);
  return of(body);
};

/** Answers a repeated request with the first answer, on the routes whose operation says so. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor<string | undefined, string | undefined> {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  intercept(context: ExecutionContext, next: CallHandler<string | undefined>): Answer | Promise<Answer> {
    const { operation } = exchangeOf(context);
    const isKeyless = requestOf(context).headers['idempotency-key'] === undefined;
    return isKeyless && operation.idempotency === 'accepted' ? next.handle() : this.#protect(context, next);
  }

  async #protect(context: ExecutionContext, next: CallHandler<string | undefined>): Promise<Answer> {
    const beginning = await this.#begin(context);
    if (beginning.kind === 'unprotected') return next.handle();
    const response = responseOf(context);
    if (beginning.kind === 'replay') return replay(beginning.answer, response);
    const answer = this.platform.idempotency.carryOut(beginning.claim, () => next.handle());
    return this.#finish(beginning.claim, answer, response);
  }

  async #begin(context: ExecutionContext): Promise<Beginning> {
    const request = requestOf(context);
    const { operation, principal } = exchangeOf(context);
    // Once the request is known to be valid: a refusal must not touch the key.
    const { body } = await inputOf(request, this.platform.env.BODY_LIMIT);
    const key = request.headers['idempotency-key'];
    return this.platform.idempotency.begin({
      caller: principal?.userId ?? addressOf(request),
      route: `${operation.method} ${operation.path}`,
      url: urlOf(request),
      body,
      key: Array.isArray(key) ? key.join(', ') : key,
      required: operation.idempotency === 'required',
    });
  }

  #finish(claim: IdempotencyClaim, answer: Answer, response: HttpResponse): Answer {
    const { idempotency } = this.platform;
    return answer.pipe(
      mergeMap(async (body) => {
        await idempotency.finish(claim, response.statusCode, keptHeaders(response), body ?? '');
        return body;
      }),
      catchError(async (error: unknown) => {
        await idempotency.finish(claim, toFailure(error).status, {}, '');
        throw error;
      }),
    );
  }
}
