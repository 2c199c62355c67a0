import { Router } from 'express';
import { describe, expect, it } from 'vitest';
import { route } from '../../../../src/app/http/route.ts';
import { serve } from '../support/serve.ts';
import { createThing, thingRoutes, thingsApp } from '../support/things.ts';

const send = async (path: string, init?: RequestInit) => {
  const response = await fetch((await serve(thingsApp())) + path, init);
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
};

const post = (path: string, payload: object) =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) });

describe('route', () => {
  it('gives the handler what the schemas made of the request, and answers with the status of the operation', async () => {
    const { status, body } = await post('/api/v1/boxes/7/things?dry=true', { name: 'Lid' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ success: true, data: { box: 7, name: 'Lid', dry: true }, errors: [] });
  });

  it('refuses a body that breaks its schema', async () => {
    const { status, body } = await post('/api/v1/boxes/7/things', { name: '', other: 1 });
    expect(status).toBe(422);
    expect(body).toMatchObject({ success: false, errors: [{ field: 'name' }, { field: 'other' }] });
  });

  it('takes a path parameter that breaks its schema for the id of nothing', async () => {
    expect((await post('/api/v1/boxes/seven/things', { name: 'Lid' })).status).toBe(404);
  });

  it('refuses query parameters that the operation does not have', async () => {
    const { status, body } = await post('/api/v1/boxes/7/things?wet=true', { name: 'Lid' });
    expect([status, body]).toMatchObject([422, { errors: [{ field: 'wet' }] }]);
  });

  it('answers only for its own operation, whatever the order of the routes', async () => {
    expect((await send('/api/v1/things/mine')).body).toMatchObject({ data: { mine: true } });
    expect((await send('/api/v1/things/yours')).body).toMatchObject({ data: { name: 'yours' } });
  });

  it('names the methods of a path that has not the one of the request', async () => {
    for (const method of ['DELETE', 'OPTIONS', 'PROPFIND']) {
      const { status, headers } = await send('/api/v1/things/mine', { method });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('answers HEAD like GET, without the body', async () => {
    const url = await serve(thingsApp());
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(`${url}/api/v1/things/yours`, { method })),
    );
    expect([head?.status, await head?.text()]).toEqual([200, '']);
    expect(Number(head?.headers.get('content-length'))).toBeGreaterThan(0);
    expect(head?.headers.get('content-length')).toBe(get?.headers.get('content-length'));
  });

  it('tells paths apart by their last slash and their letters', async () => {
    for (const path of ['/api/v1/things/mine/', '/API/v1/things/mine', '/api/v1/Things/mine', '//api/v1/things/mine']) {
      expect([path, (await send(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('mountModules', () => {
  it('refuses a route that has no operation', () => {
    const withOneMore = () => thingRoutes().get('/api/v1/forgotten', (_req, res) => res.end('open to all'));
    expect(() => thingsApp(withOneMore)).toThrow('GET /api/v1/forgotten of the module things has no operation');
  });

  it('sees the routes of routers within a router', () => {
    const nested = () => Router().use(thingRoutes());
    expect(() => thingsApp(nested)).not.toThrow();
    const forgotten = Router().put('/api/v1/forgotten', (_req, res) => res.end('open to all'));
    expect(() => thingsApp(() => thingRoutes().use(forgotten))).toThrow('PUT /api/v1/forgotten');
  });

  it('refuses an operation that has no route', () => {
    const router = Router();
    route(router, createThing, () => Promise.reject(new Error('not reached')));
    expect(() => thingsApp(() => router)).toThrow('GET /api/v1/things/:name of the module things has an operation');
  });
});
