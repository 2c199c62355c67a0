import express, { type Request, type RequestHandler } from 'express';
import { MalformedRequestError } from '../../platform/errors.ts';
import { requirePlainUtf8 } from '../../platform/http/media-type.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationOf } from './find-operation.ts';

/** Keys that would reach into prototypes once the body is copied into another object. */
const refusePrototypes = (key: string, value: unknown): unknown => {
  const reaches = key === 'constructor' && typeof value === 'object' && value !== null && 'prototype' in value;
  if (key === '__proto__' || reaches) throw new SyntaxError(`The key ${key} is not allowed.`);
  return value;
};

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const requireJson = (req: Request): void => {
  if (!req.is('application/json')) throw new UnsupportedMediaTypeError();
  requirePlainUtf8(req.headers);
};

/** Reads JSON in UTF-8 and nothing else, up to BODY_LIMIT bytes. */
export const jsonBodies = ({ env }: Pick<Platform, 'env'>): RequestHandler => {
  const options = { limit: env.BODY_LIMIT, strict: false, inflate: false, reviver: refusePrototypes };
  const parse: RequestHandler = express.json(options);
  return (req, res, next) => {
    const operation = operationOf(req);
    if (operation.method === 'GET') {
      next();
      return;
    }
    if (!hasBody(req)) {
      // Many clients send the type with every request. Without a body it does no harm where none is expected.
      const promised = operation.body && req.headers['content-type'] !== undefined;
      next(promised ? new MalformedRequestError('The body is not valid JSON.') : undefined);
      return;
    }
    requireJson(req);
    if (Number(req.headers['content-length']) > env.BODY_LIMIT) {
      // Otherwise the body would have to be read to its end before the next request.
      res.setHeader('connection', 'close');
      throw new PayloadTooLargeError();
    }
    parse(req, res, next);
  };
};
