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

const write = (res: Response, { status, headers, body }: RenderedAnswer): void => {
  res.status(status);
  // Express looks up the charset of each Content-Type that is given to `res.set`; these have theirs.
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  // Node counts what it sends. Of an answer to HEAD it sends nothing, and the length is that of the answer to GET.
  if (res.req.method === 'HEAD' && body !== undefined) res.setHeader('content-length', Buffer.byteLength(body));
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

/** Sends JSON as it is, without the envelope. `res.json` would parse the Content-Type of each answer. */
export const sendJson = (res: Response, status: number, value: unknown): void => {
  write(res, { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) });
};
