import type {
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
  RouteOptions,
} from 'fastify';
import type { z } from 'zod';
import { renderAnswer } from '../../platform/http/answer.ts';
import type { Answer, Operation, Parsed } from '../../platform/http/operation.ts';
import { SOMETHING } from './route-pattern.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract of the route, for hooks that depend on it. */
    operation?: Operation;
    /** For those who run the server, such as a probe: no limits, no envelope. */
    operational?: boolean;
  }
}

interface Input<Params, Query, Body> {
  Params: Params;
  Querystring: Query;
  Body: Body;
}

const etagOf = (reply: FastifyReply): string | undefined => {
  const etag = reply.getHeader('etag');
  return typeof etag === 'string' ? etag : undefined;
};

/**
 * A route for an operation. The handler gets the validated request and returns the data; its types follow from the
 * operation. The envelope, the status and conditional requests are seen to here, once for all routes.
 */
export const route = <
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Data extends z.ZodType | undefined,
  Many extends boolean,
>(
  operation: Operation<Params, Query, Body, Data, Many>,
  handler: (
    request: FastifyRequest<Input<Parsed<Params>, Parsed<Query>, Parsed<Body>>>,
    reply: FastifyReply,
  ) => Promise<Answer<Data, Many>>,
): RouteOptions<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Input<Parsed<Params>, Parsed<Query>, Parsed<Body>>
> => ({
  // With its own routes for HEAD, Fastify says that a 304 would have no length (RFC 9110 section 8.6).
  method: operation.method === 'GET' ? ['GET', 'HEAD'] : operation.method,
  exposeHeadRoute: false,
  url: operation.path.replaceAll(/\{(\w+)\}/g, `:$1${SOMETHING}`),
  config: { operation },
  handler: async (request, reply) => {
    const result = await handler(request, reply);
    const { status, headers, body } = renderAnswer(operation, result, {
      requestId: request.id,
      now: new Date(),
      ifNoneMatch: request.headers['if-none-match'],
      etag: etagOf(reply),
    });
    reply.code(status).headers(headers);
    // Without a payload Fastify would do nothing for a client that is gone, not even run the hooks that end a request.
    return body ?? reply.send();
  },
});
