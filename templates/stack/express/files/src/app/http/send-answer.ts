import type { Request, Response } from 'express';
import type { RenderedAnswer } from '../../platform/http/answer.ts';

declare global {
  namespace Express {
    interface Request {
      /** What has to be done with the answer before the client gets it. */
      beforeAnswer?: ((answer: RenderedAnswer) => Promise<void>) | undefined;
      /** Whom to tell that nothing more is done for the request, whether or not its client is still there. */
      workEnded?: (() => void) | undefined;
    }
  }
}

/** Sends an answer as it is. Express would parse the Content-Type of each, and write it anew. */
export const write = (res: Response, { status, headers, body }: RenderedAnswer): void => {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  // Node says no length by itself to HEAD, nor to HTTP/1.0, whose clients would take a broken answer for a whole one.
  if (body !== undefined) res.setHeader('content-length', Buffer.byteLength(body));
  res.end(body);
};

/** Sends an answer, a success or a refusal. @returns a promise only when something has to be done before that */
export const sendAnswer = (
  req: Pick<Request, 'beforeAnswer' | 'workEnded'>,
  res: Response,
  answer: RenderedAnswer,
): Promise<void> | undefined => {
  const { beforeAnswer } = req;
  if (!beforeAnswer) {
    write(res, answer);
    req.workEnded?.();
    return undefined;
  }
  req.beforeAnswer = undefined;
  return beforeAnswer(answer).then(() => sendAnswer(req, res, answer));
};

/** Sends JSON as it is, without the envelope. */
export const sendJson = (res: Response, status: number, value: unknown): void => {
  write(res, { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) });
};
