import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { renderAnswer } from '../../platform/http/answer.ts';
import { entityTag } from '../../platform/http/conditional.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';

interface Resource {
  readonly version?: unknown;
  readonly _links?: { readonly self?: { readonly href: string } };
}

const isResource = (data: unknown): data is Resource => typeof data === 'object' && data !== null;

const tagOf = (data: unknown): string | undefined =>
  isResource(data) && typeof data.version === 'number' ? entityTag(data.version) : undefined;

const locationOf = (data: unknown): string | undefined => (isResource(data) ? data._links?.self?.href : undefined);

/**
 * Puts what a handler returns into the envelope. A resource with a version is tagged with it, and answered by 304 to
 * those who have it; the answer to a creation says where the new resource is.
 */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor<unknown, string | undefined> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<string | undefined> {
    return next.handle().pipe(map((data: unknown) => this.#answer(context, data)));
  }

  #answer(context: ExecutionContext, data: unknown): string | undefined {
    const { requestId, operation } = exchangeOf(context);
    const response = responseOf(context);
    const ifNoneMatch = requestOf(context).headers['if-none-match'];
    const etag = tagOf(data);
    const { status, headers, body } = renderAnswer(operation, data, { requestId, now: new Date(), ifNoneMatch, etag });
    const location = status === 201 ? locationOf(data) : undefined;
    response.status(status);
    for (const [name, value] of Object.entries({ etag, location, ...headers })) {
      if (value !== undefined) response.header(name, value);
    }
    return body;
  }
}
