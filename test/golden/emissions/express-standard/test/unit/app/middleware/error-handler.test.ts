import express, { type RequestHandler } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { applySettings } from '../../../../src/app/http/settings.ts';
import { errorHandler } from '../../../../src/app/middleware/error-handler.ts';
import { requestContext } from '../../../../src/app/middleware/request-context.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';
import { testPlatform } from '../support/platform.ts';
import { serve } from '../support/serve.ts';

const SECRET = 'password=hunter2';

const answerTo = async (handler: RequestHandler) => {
  const app = express();
  applySettings(app, testPlatform.env);
  const cacheable: RequestHandler = (_req, res, next) => {
    res.set('cache-control', 'public');
    next();
  };
  app.use(requestContext, cacheable, handler, errorHandler);
  return fetch(await serve(app));
};

describe('the error handler', () => {
  it.each<[string, RequestHandler]>([
    [
      'thrown',
      () => {
        throw new ConflictError('Taken.');
      },
    ],
    ['rejected', () => Promise.reject(new ConflictError('Taken.'))],
    [
      'handed on',
      (_req, _res, next) => {
        next(new ConflictError('Taken.'));
      },
    ],
  ])('answers an error of ours that is %s', async (_how, handler) => {
    const response = await answerTo(handler);
    expect([response.status, response.headers.get('cache-control')]).toEqual([409, 'no-store']);
    expect(await response.json()).toMatchObject({
      meta: { requestId: response.headers.get('x-request-id') },
      errors: [{ code: 'CONFLICT', message: 'Taken.' }],
    });
  });

  it.each<[string, RequestHandler]>([
    ['an error', () => Promise.reject(new Error(SECRET))],
    [
      'something that is no error',
      (_req, _res, next) => {
        next(SECRET);
      },
    ],
  ])('tells a client nothing of %s', async (_what, handler) => {
    const response = await answerTo(handler);
    const text = await response.text();
    expect([response.status, text]).toEqual([500, expect.stringContaining('INTERNAL')]);
    expect(text).not.toMatch(/hunter2|at .*\.ts/);
  });

  it('cuts the connection when half an answer is out, and the log has the fault', async () => {
    const ended = vi.fn();
    const statuses: number[] = [];
    const response = await answerTo((req, res) => {
      req.workEnded = ended;
      res.once('close', () => statuses.push(res.statusCode));
      res.write('half');
      return Promise.reject(new Error('too late'));
    });
    await expect(response.text()).rejects.toThrow();
    expect([statuses, ended.mock.calls.length]).toEqual([[500], 1]);
  });
});
