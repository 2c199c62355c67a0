import type { Request, RequestHandler, Response } from 'express';
import type { Operation } from '../../platform/http/operation.ts';
import type { Beginning } from '../../platform/idempotency/idempotency.ts';
import type { StoredAnswer } from '../../platform/idempotency/idempotency-store.ts';
import type { Platform } from '../../platform/platform.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { operationOf } from './find-operation.ts';

/** Claims the key of a request, or finds the answer to an earlier one. */
const begin = (
  keys: Platform['idempotency'],
  { idempotency: wanted, method, path }: Operation,
  req: Request,
): Promise<Beginning> => {
  const body: unknown = req.body;
  return keys.begin({
    caller: req.principal?.userId ?? req.ip ?? '',
    route: `${method} ${path}`,
    url: req.originalUrl,
    body,
    key: req.get('idempotency-key'),
    required: wanted === 'required',
  });
};

const replay = async (req: Request, res: Response, answer: StoredAnswer): Promise<void> => {
  res.set('idempotency-replayed', 'true');
  await sendAnswer(req, res, answer);
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
    begin(keys, operation, req)
      .then(async (beginning) => {
        switch (beginning.kind) {
          case 'unprotected':
            next();
            break;
          case 'replay':
            await replay(req, res, beginning.answer);
            break;
          case 'claimed':
            req.beforeAnswer = ({ status, headers, body = '' }) =>
              keys.finish(beginning.claim, status, { ...res.getHeaders(), ...headers }, body);
            keys.carryOut(beginning.claim, next);
        }
      })
      .catch(next);
  };
