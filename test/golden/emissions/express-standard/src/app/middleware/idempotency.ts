import type { Request, RequestHandler, Response } from 'express';
import type { Operation } from '../../platform/http/operation.ts';
import type { Platform } from '../../platform/platform.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { operationOf } from './find-operation.ts';

/** Claims the key of a request. @returns whether an earlier answer was sent instead */
const begin = async (
  keys: Platform['idempotency'],
  { idempotency: wanted, method, path }: Operation,
  req: Request,
  res: Response,
): Promise<boolean> => {
  const body: unknown = req.body;
  const beginning = await keys.begin({
    caller: req.principal?.userId ?? req.ip ?? '',
    route: `${method} ${path}`,
    url: req.originalUrl,
    body,
    key: req.get('idempotency-key'),
    required: wanted === 'required',
  });
  if (beginning.kind === 'claimed') {
    req.beforeAnswer = ({ status, headers, body: text = '' }) =>
      keys.finish(beginning.claim, status, { ...res.getHeaders(), ...headers }, text);
  }
  if (beginning.kind !== 'replay') return false;
  res.set('idempotency-replayed', 'true');
  await sendAnswer(req, res, beginning.answer);
  return true;
};

/**
 * Answers a repeated request with the first answer, on the routes whose operation says so. It comes last before the
 * routes: a request that is not valid or not allowed must not touch the key.
 */
export const idempotency =
  ({ idempotency: keys }: Pick<Platform, 'idempotency'>): RequestHandler =>
  (req, res, next) => {
    const operation = operationOf(req);
    if (operation.idempotency === undefined) {
      next();
      return;
    }
    begin(keys, operation, req, res).then((replayed) => {
      if (!replayed) next();
    }, next);
  };
