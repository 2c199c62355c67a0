import type { FastifyReply, FastifyRequest } from 'fastify';
import { metaOf } from '../../platform/http/envelope.ts';
import { renderFailure, toFailure } from '../../platform/http/failure.ts';
import { translateFrameworkError } from './framework-failures.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The error the request was answered with, for the access log and metrics. */
    failure: unknown;
  }
}

/** Answers with the envelope of a refusal, or as problem details when the client prefers them. */
export const sendFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const known = translateFrameworkError(error, request);
  request.failure = known;
  const answer = toFailure(known);
  const { contentType, body } = renderFailure(answer, metaOf(request.id, new Date()), request.headers.accept);
  return reply
    .code(answer.status)
    .headers({ ...answer.headers, 'cache-control': 'no-store', 'content-type': contentType })
    .send(body);
};
