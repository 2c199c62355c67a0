import express from 'express';
import { describe, expect, it } from 'vitest';
import { cors } from '../../../../src/app/middleware/cors.ts';
import { testPlatform } from '../support/platform.ts';
import { serve } from '../support/serve.ts';

const ORIGIN = 'https://app.example.test';

const options = async (headers: Record<string, string>, origins = [ORIGIN]) => {
  const app = express().use(cors({ env: { ...testPlatform.env, CORS_ORIGINS: origins } }));
  app.use((_req, res) => res.status(405).end());
  return fetch(await serve(app), { method: 'OPTIONS', headers });
};

describe('cors', () => {
  it('answers the preflight of a listed origin', async () => {
    const { status, headers } = await options({ origin: ORIGIN, 'access-control-request-method': 'PUT' });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    expect(headers.get('access-control-allow-methods')).toContain('PUT');
  });

  it('leaves an OPTIONS that is no preflight to the routes', async () => {
    expect((await options({ origin: ORIGIN })).status).toBe(405);
  });

  it('does nothing when no origin is listed', async () => {
    const { status, headers } = await options({ origin: ORIGIN, 'access-control-request-method': 'PUT' }, []);
    expect([status, headers.has('access-control-allow-origin')]).toEqual([405, false]);
  });
});
