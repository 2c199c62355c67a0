import express from 'express';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../../src/app/middleware/security-headers.ts';
import { securityHeaders as listed } from '../../../../src/platform/http/security-headers.ts';
import { serve } from '../support/serve.ts';

/** Headers that Node.js and Express give an answer without content. */
const ofTheServer = ['connection', 'content-length', 'date', 'keep-alive', 'x-powered-by'];

describe('the security headers', () => {
  it.each(['production', 'development'] as const)('are those of the table and no others, in %s', async (NODE_ENV) => {
    const app = express().use(securityHeaders({ env: { NODE_ENV } }));
    app.use((_req, res) => res.end());
    const { headers } = await fetch(await serve(app));
    const sent = Object.fromEntries([...headers].filter(([name]) => !ofTheServer.includes(name)));
    expect(sent).toEqual(listed(NODE_ENV === 'production'));
  });

  it('can be replaced by a route', async () => {
    const app = express().use(securityHeaders({ env: { NODE_ENV: 'test' } }));
    app.get('/', (_req, res) => res.set('cache-control', 'max-age=60').end());
    expect((await fetch(await serve(app))).headers.get('cache-control')).toBe('max-age=60');
  });
});
