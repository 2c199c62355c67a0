import { requestContext } from '../../platform/context.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import { writeAccessLine } from '../../platform/logging/access-line.ts';
import type { Platform } from '../../platform/platform.ts';
import { addressOf, rawRequest, rawResponse, type RequestHook } from '../http/request.ts';

/** Writes one line for each request, also for those whose client went away before the answer. */
export const accessLog =
  ({ logger }: Pick<Platform, 'logger'>): RequestHook =>
  (request, response) => {
    const startedAt = performance.now();
    const context = requestContext.getStore();
    const raw = rawResponse(response);
    const address = addressOf(request);
    const { exchange } = rawRequest(request);
    exchange.atEnd(() => {
      const { contract, failure } = exchange;
      writeAccessLine(logger, {
        context,
        method: request.method,
        route: contract?.route,
        status: endedStatus(raw),
        milliseconds: performance.now() - startedAt,
        address,
        operational: contract?.operational === true,
        failure,
      });
    });
  };
