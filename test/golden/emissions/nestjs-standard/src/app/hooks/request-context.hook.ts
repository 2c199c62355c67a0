import { requestContext } from '../../platform/context.ts';
import { requestContextOf, requestIdOf } from '../../platform/http/trace.ts';
import { Exchange } from '../http/exchange.ts';
import { rawRequest, rawResponse, type AdapterHook, type RequestHook } from '../http/request.ts';

/**
 * Gives each request its ids, for log lines, for calls it makes, and for the caller to quote; then, in that context, runs
 * the hooks and all that follows.
 */
export const inRequestContext =
  (hooks: readonly RequestHook[]): AdapterHook =>
  (request, response, next) => {
    const requestId = requestIdOf(request.headers['x-request-id']);
    const exchange = new Exchange(requestId);
    rawRequest(request).exchange = exchange;
    rawResponse(response).once('close', () => {
      exchange.end();
    });
    response.header('x-request-id', requestId);
    requestContext.run(requestContextOf(requestId, request.headers['traceparent']), () => {
      for (const hook of hooks) hook(request, response);
      next();
    });
  };
