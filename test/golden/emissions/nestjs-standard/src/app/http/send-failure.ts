import { metaOf } from '../../platform/http/envelope.ts';
import { renderFailure, toFailure } from '../../platform/http/failure.ts';
import { rawRequest, type HttpRequest, type HttpResponse } from './request.ts';

/** Answers with the envelope of a refusal, or as problem details when the client prefers them. */
export const sendFailure = (error: unknown, request: HttpRequest, response: HttpResponse): void => {
  const { exchange } = rawRequest(request);
  exchange.failure = error;
  const answer = toFailure(error);
  const meta = metaOf(exchange.requestId, new Date());
  const { contentType, body } = renderFailure(answer, meta, request.headers.accept);
  const headers = { ...answer.headers, 'cache-control': 'no-store', 'content-type': contentType };
  response.status(answer.status);
  for (const [name, value] of Object.entries(headers)) response.header(name, value);
  response.send(body);
  exchange.workEnded?.();
};
