import { AppError } from '../../platform/errors.ts';
import { endedStatus } from '../../platform/http/ended-status.ts';
import type { Platform } from '../../platform/platform.ts';
import { rawRequest, rawResponse, type RequestHook } from '../http/request.ts';

/** Counts and times every request. */
export const measureRequests =
  ({ metrics: { http } }: Pick<Platform, 'metrics'>): RequestHook =>
  (request, response) => {
    const startedAt = performance.now();
    const raw = rawResponse(response);
    const { exchange } = rawRequest(request);
    http.requestStarted();
    exchange.atEnd(() => {
      const { contract, failure } = exchange;
      http.requestFinished({
        method: request.method,
        route: contract?.route,
        status: endedStatus(raw),
        seconds: (performance.now() - startedAt) / 1000,
      });
      if (failure instanceof AppError) http.refused(failure.code);
    });
  };
