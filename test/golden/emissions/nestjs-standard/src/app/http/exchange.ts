import type { ArgumentsHost } from '@nestjs/common';
import type { Operation } from '../../platform/http/operation.ts';
import type { RouteContract } from './contract.ts';
import type { RequestInput } from './request-input.ts';
import { rawRequest, type HttpRequest, type HttpResponse } from './request.ts';

declare module 'http' {
  interface IncomingMessage {
    /** Set by the first hook, before anything else sees the request. */
    exchange: Exchange;
  }
}

/** What becomes known of a request on its way: for guards and interceptors, the access log and the metrics. */
export class Exchange {
  /** What its route is for, once a route is found. */
  contract: RouteContract | undefined = undefined;
  /** The body as it came, once somebody has asked for it. */
  body: Promise<unknown> | undefined = undefined;
  /** The validated request, once somebody has asked for it. */
  input: Promise<RequestInput> | undefined = undefined;
  /** The error it was answered with. */
  failure: unknown = undefined;
  /** Whom to tell that nothing more is done for the request, whether or not its client is still there. */
  workEnded: (() => void) | undefined = undefined;
  readonly #atEnd: (() => void)[] = [];
  #ended = false;

  constructor(readonly requestId: string) {}

  /** Calls back once the response is sent or broken off: at once when it already is. */
  atEnd(callback: () => void): void {
    if (this.#ended) callback();
    else this.#atEnd.push(callback);
  }

  /** For whoever made this and watches the response: one listener for all who wait for its end. */
  end(): void {
    this.#ended = true;
    for (const callback of this.#atEnd) callback();
  }

  /** The operation it asks for. @throws Error on a route that serves none */
  get operation(): Operation {
    const operation = this.contract?.operation;
    if (!operation) throw new Error('The route serves no operation.');
    return operation;
  }
}

/** The request that a guard, an interceptor or a filter is called for. */
export const requestOf = (host: ArgumentsHost): HttpRequest => host.getArgByIndex<HttpRequest>(0);

/** Its response. */
export const responseOf = (host: ArgumentsHost): HttpResponse => host.getArgByIndex<HttpResponse>(1);

/** What is known of it. */
export const exchangeOf = (host: ArgumentsHost): Exchange => rawRequest(requestOf(host)).exchange;
