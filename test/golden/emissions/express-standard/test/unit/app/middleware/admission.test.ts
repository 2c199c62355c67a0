import { once } from 'node:events';
import express, { type RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
import { sendJson } from '../../../../src/app/http/send-answer.ts';
import { admission } from '../../../../src/app/middleware/admission.ts';
import { errorHandler } from '../../../../src/app/middleware/error-handler.ts';
import { requestContext } from '../../../../src/app/middleware/request-context.ts';
import { OverloadGuard } from '../../../../src/platform/overload/overload-guard.ts';
import { serve } from '../support/serve.ts';

const hangUp = async (url: string): Promise<void> => {
  await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
};

/** A server with room for one request. */
const start = (before: RequestHandler, handler: RequestHandler) => {
  const overload = new OverloadGuard(
    { maxInFlight: 1, maxWaiting: 0, maxEventLoopDelayMs: 1000 },
    { current: () => 0, stop: () => undefined },
  );
  return serve(express().use(requestContext, before, admission({ overload }), handler, errorHandler));
};

const answer: RequestHandler = (_req, res) => {
  sendJson(res, 200, {});
};

describe('admission', () => {
  it('gives no place to a request whose client left before', async () => {
    const url = await start(async (req, res, next) => {
      if (req.path === '/slow') await once(res, 'close');
      next();
    }, answer);
    for (let client = 1; client <= 3; client += 1) await hangUp(`${url}/slow`);
    expect((await fetch(url)).status).toBe(200);
  });

  it('counts a request whose client hung up until its handler has ended, in whatever way', async () => {
    const ends: (() => void)[] = [];
    const url = await start(requestContext, async (req, res, next) => {
      if (req.path === '/slow') {
        await new Promise<void>((resolve) => ends.push(resolve));
        throw new Error('The handler failed.');
      }
      answer(req, res, next);
    });
    await hangUp(`${url}/slow`);
    expect((await fetch(url)).status).toBe(503);
    for (const end of ends) end();
    await expect.poll(async () => (await fetch(url)).status).toBe(200);
  });
});
