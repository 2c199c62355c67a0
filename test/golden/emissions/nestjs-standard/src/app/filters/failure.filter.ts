import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { requestOf, responseOf } from '../http/exchange.ts';
import { rawResponse } from '../http/request.ts';
import { sendFailure } from '../http/send-failure.ts';

/** Answers every error in one form, whether a handler, a guard, a pipe or Nest itself threw it. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const response = responseOf(host);
    // Half an answer is on its way: only the end of the connection tells the client that the rest is missing.
    if (rawResponse(response).headersSent) rawResponse(response).destroy();
    else sendFailure(error, requestOf(host), response);
  }
}
