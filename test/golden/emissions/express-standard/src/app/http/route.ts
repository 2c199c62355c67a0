import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { renderAnswer } from '../../platform/http/answer.ts';
import type { Answer, Operation, Parsed } from '../../platform/http/operation.ts';
import { patternOf } from './route-pattern.ts';
import { sendAnswer } from './send-answer.ts';

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

const etagOf = (res: Response): string | undefined => {
  const etag = res.getHeader('etag');
  return typeof etag === 'string' ? etag : undefined;
};

/**
 * Mounts a route for an operation. The handler gets the validated request and returns the data; its types follow from
 * the operation. The envelope, the status and conditional requests are seen to here, once for all routes.
 */
export const route = <
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Data extends z.ZodType | undefined,
  Many extends boolean,
>(
  router: Router,
  operation: Operation<Params, Query, Body, Data, Many>,
  handler: (
    req: Request<Parsed<Params>, unknown, Parsed<Body>, Parsed<Query>>,
    res: Response,
  ) => Promise<Answer<Data, Many>>,
): void => {
  const mount = router.route(patternOf(operation.path));
  mount[verbs[operation.method]]<Parsed<Params>, unknown, Parsed<Body>, Parsed<Query>>(async (req, res, next) => {
    // The guards went by the operation that was found: a handler of another one must not answer.
    if (req.operation?.id !== operation.id) {
      next('route');
      return;
    }
    // The router has put the text of the path here once more.
    Object.assign(req, { params: req.pathParameters });
    const result = await handler(req, res);
    const answer = renderAnswer(operation, result, {
      requestId: req.id,
      now: new Date(),
      ifNoneMatch: req.headers['if-none-match'],
      etag: etagOf(res),
    });
    await sendAnswer(req, res, answer);
  });
};
