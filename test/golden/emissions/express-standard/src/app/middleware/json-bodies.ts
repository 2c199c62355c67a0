import express, { type Request, type RequestHandler, type Response } from 'express';
import { parse } from 'secure-json-parse';
import { MalformedRequestError } from '../../platform/errors.ts';
import { requirePlainUtf8 } from '../../platform/http/media-type.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { operationOf } from './find-operation.ts';

/** Refuses keys that would reach into prototypes once the body is copied into another object. */
const parseJson = (text: string): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    throw new MalformedRequestError('The body is not valid JSON.', { cause });
  }
};

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const requireJson = (req: Request): void => {
  if (!req.is('application/json')) throw new UnsupportedMediaTypeError();
  requirePlainUtf8(req.headers);
};

const textReader = (limit: number) => {
  const read: RequestHandler = express.text({ limit, inflate: false, type: 'application/json' });
  return (req: Request, res: Response): Promise<string> =>
    new Promise((resolve, reject) => {
      read(req, res, (error?: unknown) => {
        if (error === undefined) resolve(String(req.body));
        else reject(error instanceof Error ? error : new Error('The body could not be read.', { cause: error }));
      });
    });
};

/** Reads JSON in UTF-8 and nothing else, up to BODY_LIMIT bytes. */
export const jsonBodies = ({ env }: Pick<Platform, 'env'>): RequestHandler => {
  const readText = textReader(env.BODY_LIMIT);
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
    const read = readText(req, res).then((text) => (text === '' && !operation.body ? undefined : parseJson(text)));
    read.then((body) => {
      req.body = body;
      next();
    }, next);
  };
};
