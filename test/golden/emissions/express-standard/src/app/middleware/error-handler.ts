import type { ErrorRequestHandler } from 'express';
import { metaOf } from '../../platform/http/envelope.ts';
import { renderFailure, toFailure } from '../../platform/http/failure.ts';
import { translateFrameworkError } from '../http/framework-failures.ts';
import { sendAnswer } from '../http/send-answer.ts';

declare global {
  namespace Express {
    interface Request {
      /** The error the request was answered with, for the access log and metrics. */
      failure: unknown;
    }
  }
}

/** Answers every failure in one form: the envelope of a refusal, or problem details when the client prefers them. */
export const errorHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const known = translateFrameworkError(error, req);
  req.failure = known;
  if (res.headersSent) {
    // Half an answer cannot be taken back. The connection is cut, so that nobody takes it for a whole one; the status is
    // for the log.
    res.status(500).destroy();
    req.workEnded?.();
    return;
  }
  const answer = toFailure(known);
  const { contentType, body } = renderFailure(answer, metaOf(req.id, new Date()), req.headers.accept);
  const headers = { ...answer.headers, 'cache-control': 'no-store', 'content-type': contentType };
  sendAnswer(req, res, { status: answer.status, headers, body })?.catch(next);
};
