import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { exchangeOf, requestOf, responseOf } from '../http/exchange.ts';
import { rawResponse } from '../http/request.ts';
import { sendFailure } from '../http/send-failure.ts';

/** Answers every error in one form, whether a handler, a guard, a pipe or Nest itself threw it. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const raw = rawResponse(responseOf(host));
    if (!raw.headersSent) {
      sendFailure(error, requestOf(host), responseOf(host));
      return;
    }
    // Half an answer is on its way: only the end of the connection tells the client that the rest is missing. The status
    // is for the log.
    const exchange = exchangeOf(host);
    exchange.failure = error;
    raw.statusCode = 500;
    raw.destroy();
    exchange.workEnded?.();
  }
}
