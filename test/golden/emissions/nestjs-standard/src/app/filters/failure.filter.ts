import { Catch, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { otherMethods } from '../../platform/http/status-failure.ts';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { translateFrameworkError } from '../http/framework-failures.ts';
import { pathOf } from '../http/path.ts';
import { rawRequest, rawResponse } from '../http/request.ts';
import { RouteTable } from '../http/route-table.ts';
import { sendFailure } from '../http/send-failure.ts';

/** Answers every error in one form, whether a handler, a guard, a pipe or Nest itself threw it. */
@Injectable()
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(@Inject(RouteTable) protected readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const failure = this.#translate(error, host);
    const raw = rawResponse(responseOf(host));
    if (!raw.headersSent) {
      this.answer(failure, host);
      return;
    }
    // Half an answer is on its way: only the end of the connection tells the client that the rest is missing. The status
    // is for the log.
    const exchange = exchangeOf(host);
    exchange.failure = failure;
    raw.statusCode = 500;
    raw.destroy();
    exchange.workEnded?.();
  }

  protected answer(failure: unknown, host: ArgumentsHost): void {
    sendFailure(failure, requestOf(host), responseOf(host));
  }

  #translate(error: unknown, host: ArgumentsHost): unknown {
    const request = requestOf(host);
    const { method = '' } = rawRequest(request);
    return translateFrameworkError(error, () => otherMethods(this.routes.methodsOf(pathOf(request)), method));
  }
}
