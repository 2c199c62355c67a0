import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { rawRequest, rawResponse, type RequestHook } from '../http/request.ts';

/** What is logged for a request whose client went away before the answer, as nginx does. */
const CLIENT_CLOSED_REQUEST = 499;

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
        status: raw.writableFinished ? raw.statusCode : CLIENT_CLOSED_REQUEST,
        seconds: (performance.now() - startedAt) / 1000,
      });
      if (failure instanceof AppError) http.refused(failure.code);
    });
  };
