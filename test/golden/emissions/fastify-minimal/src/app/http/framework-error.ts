import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../../config/environment.ts';
import { requestContext } from '../../platform/context.ts';
import { securityHeaders } from '../../platform/http/security-headers.ts';
import { requestContextOf } from '../../platform/http/trace.ts';
import { NotFoundError } from '../../platform/errors.ts';
import { sendFailure } from './send-failure.ts';

/**
 * Answers what Fastify refuses before it knows the route: a URL it cannot decode, a path segment that is too long to be
 * the id of anything. No hook runs for these, so what the hooks give every answer is given here.
 */
export const answerFrameworkError =
  ({ NODE_ENV }: Pick<Environment, 'NODE_ENV'>) =>
  (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ ...securityHeaders(NODE_ENV === 'production'), 'x-request-id': request.id });
    const tooLong = 'code' in error && error.code === 'FST_ERR_MAX_PARAM_LENGTH';
    sendFailure(tooLong ? new NotFoundError(undefined, { cause: error }) : error, request, reply);
    requestContext.run(requestContextOf(request.id, request.headers.traceparent), () => {
      // Not the error: it quotes the path, which may hold anything.
      request.log.info({ method: request.method, status: reply.statusCode, address: request.ip }, 'request');
    });
  };
