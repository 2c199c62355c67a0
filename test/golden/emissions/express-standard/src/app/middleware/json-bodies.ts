import type { RequestHandler } from 'express';
import { readJson } from '../../platform/http/read-json.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationOf } from './find-operation.ts';

/** Reads JSON in UTF-8 and nothing else, up to BODY_LIMIT bytes. */
export const jsonBodies =
  ({ env }: Pick<Platform, 'env'>): RequestHandler =>
  (req, _res, next) => {
    const operation = operationOf(req);
    if (operation.method === 'GET') {
      next();
      return;
    }
    readJson(req, { limit: env.BODY_LIMIT, expected: operation.body !== undefined }).then((body) => {
      req.body = body;
      next();
    }, next);
  };
