import express, { type RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
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
  it('say nothing of the server, and make no entity tags', async () => {
    const { headers } = await answerOf((_req, res) => res.send('text'));
    expect([headers.has('x-powered-by'), headers.has('etag'), headers.has('server')]).toEqual([false, false, false]);
  });

  it('keep a repeated parameter apart from a single one, and brackets as they are', async () => {
    const response = await answerOf((req, res) => res.json(req.query), '/?a=1&a=2&b[c]=3&__proto__[d]=4');
    expect(await response.text()).toBe('{"a":["1","2"],"b[c]":"3","__proto__[d]":"4"}');
  });

  it('believe no forwarded address', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' };
    const response = await answerOf((req, res) => res.json([req.ip, req.protocol]), '/', forwarded);
    expect(await response.json()).toEqual(['127.0.0.1', 'http']);
  });
});
