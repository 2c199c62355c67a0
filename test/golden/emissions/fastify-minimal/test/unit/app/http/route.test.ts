import { fastify, type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mountModules } from '../../../../src/app/http/mount.ts';
import { route } from '../../../../src/app/http/route.ts';
import { serverOptions } from '../../../../src/app/http/server-options.ts';
import { errorHandler } from '../../../../src/app/plugins/error-handler.ts';
import { jsonBodies } from '../../../../src/app/plugins/json-bodies.ts';
import { validation } from '../../../../src/app/plugins/validation.ts';
import type { PluginOptions } from '../../../../src/app/plugin.ts';
import { loadEnvironment } from '../../../../src/config/environment.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { defineOperation } from '../../../../src/platform/http/operation.ts';
import { createLogger } from '../../../../src/platform/logging/logger.ts';
import type { Platform } from '../../../../src/platform/platform.ts';

const createThing = defineOperation({
  id: 'createThing',
  method: 'POST',
  path: '/api/v1/boxes/{box}/things',
  tag: 'things',
  summary: 'Create a thing',
  params: z.strictObject({ box: z.string().regex(/^\d+$/).transform(Number) }),
  body: z.strictObject({ name: z.string().min(1) }),
  success: { status: 201, data: z.object({ box: z.number(), name: z.string() }) },
});

const env = loadEnvironment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' });

// All that the parts under test ask the platform for.
const platform = { env, logger: createLogger(env) } as Platform;

const build = async (routes: (app: FastifyInstance) => void): Promise<FastifyInstance> => {
  const app = fastify(serverOptions(platform));
  const options: PluginOptions = { platform, drain: new Drain() };
  await app.register(errorHandler, options);
  await app.register(jsonBodies, options);
  await app.register(validation, options);
  mountModules(app, platform, [{ name: 'things', operations: [createThing], routes: () => routes }]);
  await app.ready();
  return app;
};

const mountCreateThing = (app: FastifyInstance): void => {
  app.route(
    route(createThing, ({ params, body }, reply) => {
      reply.header('cache-control', 'public');
      if (body.name === 'fault') throw new TypeError('secret');
      return Promise.resolve({ box: params.box, name: body.name });
    }),
  );
};

const post = async (url: string, payload: object) => {
  const app = await build(mountCreateThing);
  return app.inject({ method: 'POST', url, payload });
};

describe('route', () => {
  it('gives the handler what the schemas made of the request, and answers with the status of the operation', async () => {
    const response = await post('/api/v1/boxes/7/things', { name: 'Lid' });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ success: true, data: { box: 7, name: 'Lid' }, errors: [] });
  });

  it('refuses a body that breaks its schema', async () => {
    const response = await post('/api/v1/boxes/7/things', { name: '', other: 1 });
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({ success: false, errors: [{ field: 'name' }, { field: 'other' }] });
  });

  it('says nothing of a fault, and lets nobody keep the answer', async () => {
    const response = await post('/api/v1/boxes/7/things', { name: 'fault' });
    expect([response.statusCode, response.headers['cache-control']]).toEqual([500, 'no-store']);
    expect(response.body).not.toContain('secret');
  });

  it('takes a path parameter that breaks its schema for the id of nothing', async () => {
    expect((await post('/api/v1/boxes/seven/things', { name: 'Lid' })).statusCode).toBe(404);
  });

  it('refuses query parameters that the operation does not have', async () => {
    const response = await post('/api/v1/boxes/7/things?dry=true', { name: '' });
    expect([response.statusCode, response.json()]).toMatchObject([
      422,
      { errors: [{ field: 'name' }, { field: 'dry' }] },
    ]);
  });
});

describe('mountModules', () => {
  it('does not start with a route that has no operation', async () => {
    const start = build((scope) => {
      scope.get('/api/v1/forgotten', () => 'open to all');
    });
    await expect(start).rejects.toThrow('/api/v1/forgotten of the module things has no operation');
  });

  it('does not start with a route whose operation is not documented', async () => {
    const start = build((scope) => {
      mountCreateThing(scope);
      const operation = { ...createThing, id: 'createOther', path: '/api/v1/boxes/{box}/others' };
      scope.route(route(operation, () => Promise.resolve({ box: 1, name: 'Lid' })));
    });
    await expect(start).rejects.toThrow('createOther is not in the operations of the module things');
  });

  it('does not start with an operation that has no route', async () => {
    await expect(build(() => undefined)).rejects.toThrow('createThing of the module things has no route');
  });

  it('does not start with a schema that is not of an operation', async () => {
    const start = build((scope) => {
      const options = route(createThing, () => Promise.resolve({ box: 1, name: 'Lid' }));
      scope.route({ ...options, schema: { response: { 201: z.object({}) } } });
    });
    await expect(start).rejects.toThrow('Fastify compiles no schema here');
  });
});
