import express, { type RequestHandler } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { applySettings } from '../../../../src/app/http/settings.ts';
import { testPlatform } from '../support/platform.ts';
import { serve } from '../support/serve.ts';

const answerOf = async (handler: RequestHandler, path = '/here?a=1', headers: Record<string, string> = {}) => {
  const app = express();
  applySettings(app, testPlatform.env);
  app.use(handler);
  return fetch((await serve(app)) + path, { headers });
};

describe('createServer', () => {
  it('makes requests and responses that Express has not to change', async () => {
    const app = express();
    const made: unknown[] = [];
    app.use((req, res) => {
      made.push([Object.getPrototypeOf(req) === app.request, Object.getPrototypeOf(res) === app.response]);
      // Those of a prototype that Express has set would be called otherwise.
      made.push([req.constructor.name, res.constructor.name]);
      res.end();
    });
    await fetch(await serve(app));
    expect(made).toEqual([
      [true, true],
      ['Request', 'Response'],
    ]);
  });

  it('leaves them everything that Express adds', async () => {
    const response = await answerOf((req, res) => {
      res.status(418).json({ ip: req.ip, query: req.query, path: req.path, type: req.get('accept') });
    });
    expect(response.status).toBe(418);
    expect(await response.json()).toEqual({ ip: '127.0.0.1', query: { a: '1' }, path: '/here', type: '*/*' });
  });
});

describe('the settings', () => {
  it('say nothing of the server, make no entity tags, and leave it to routes what a client has already', async () => {
    // By itself, `fetch` would say `no-cache` with the condition, and Express not look at it.
    const condition = { 'if-none-match': '*', 'cache-control': 'max-age=0' };
    const { headers, status } = await answerOf((_req, res) => res.send('text'), '/', condition);
    expect(status).toBe(200);
    expect([headers.has('x-powered-by'), headers.has('etag'), headers.has('server')]).toEqual([false, false, false]);
  });

  it('keep a repeated parameter apart from a single one, brackets as they are, and what comes after a thousand', async () => {
    const query = `a=1&a=2&b[c]=3&__proto__[d]=4${'&'.repeat(1000)}e=5`;
    const response = await answerOf((req, res) => res.json(req.query), `/?${query}`);
    expect(await response.text()).toBe('{"a":["1","2"],"b[c]":"3","__proto__[d]":"4","e":"5"}');
  });

  it('tell a client nothing of a failure that Express answers itself', async () => {
    const stderr = vi.spyOn(console, 'error').mockReturnValue();
    const response = await answerOf(() => Promise.reject(new Error('secret')));
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    await vi.waitFor(() => {
      expect(stderr).toHaveBeenCalledOnce();
    });
  });

  it('believe no forwarded address', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' };
    const response = await answerOf((req, res) => res.json([req.ip, req.protocol]), '/', forwarded);
    expect(await response.json()).toEqual(['127.0.0.1', 'http']);
  });
});
