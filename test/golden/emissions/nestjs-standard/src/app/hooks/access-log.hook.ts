import { requestContext } from '../../platform/context.ts';
import { idsOf } from '../../platform/logging/logger.ts';
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
    raw.once('close', () => {
      const { contract, failure } = rawRequest(request).exchange;
      const line = {
        ...idsOf(context),
        method: request.method,
        // The pattern, not the path: it groups, and it holds no ids or tokens.
        route: contract?.route,
        status: raw.statusCode,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        address,
        ...(!raw.writableFinished && { aborted: true }),
      };
      if (contract?.operational === true) logger.debug(line, 'request');
      else if (line.status >= 500) logger.error({ ...line, err: failure }, 'request');
      else logger.info(line, 'request');
    });
  };
