import { describe, expect, it } from 'vitest';
import { smallServer } from '../testing/small-server.ts';
import { joinUrl } from './mounts.ts';
import { operations } from './operations.ts';
import { routes } from './routes.ts';

const routesOf = (files: Readonly<Record<string, string>>): string[] =>
  routes(smallServer(files))
    .map(({ method, path, place }) => `${method} ${path} ${place.path}:${String(place.line)}`)
    .toSorted();

describe('paths', () => {
  it.each([
    [['/api/', '/users/:id'], '/api/users/{id}'],
    [['', '/'], '/'],
    [['v1', 'files/:name(\\w+)?'], '/v1/files/{name}'],
    [['/a/', ''], '/a'],
  ])('%j are joined to %s', (pieces, path) => {
    expect(joinUrl(...pieces)).toBe(path);
  });
});

describe('routes of Express', () => {
  it('have the prefixes of the routers they are on', () => {
    const files = {
      'src/main.js': `const express = require('express');
const app = express();
app.use('/v1', require('./api'));
app.get('/health', (req, res) => res.end());
app.listen(1);
`,
      'src/api.js': `const { Router } = require('express');
const api = Router();
const inner = Router();
inner.delete('/:id', remove);
api.use('/items', inner);
api.route('/things').get(list).post(create);
module.exports = api;
`,
    };
    expect(routesOf(files)).toEqual([
      'DELETE /v1/items/{id} src/api.js:4',
      'GET /health src/main.js:4',
      'GET /v1/things src/api.js:6',
      'POST /v1/things src/api.js:6',
    ]);
  });

  it('are no routes in comments, in texts, in code that nobody reaches, or on anything else', () => {
    const files = {
      'src/main.js': `import express from 'express';
import { unused } from './unused.js';
const app = express();
// app.get('/commented', handler);
const text = "app.get('/text', handler)";
cache.get('/key');
client.post('/url', { body });
app.listen(1, text);
`,
      'src/unused.js': "export const unused = (app) => app.get('/unused', handler);\n",
      'src/lonely.js': "app.get('/lonely', handler);\n",
    };
    expect(routesOf(files)).toEqual([]);
  });
});

describe('routes of Fastify', () => {
  it('have the prefixes of their plugins', () => {
    const files = {
      'src/main.js': `import fastify from 'fastify';
import users from './users.js';
const app = fastify();
app.register(users, { prefix: '/users' });
app.register(import('./orders.js'), { prefix: '/orders' });
app.route({ method: ['GET', 'HEAD'], url: '/ping', handler });
await app.listen();
`,
      'src/users.js': "export default async function (scope) { scope.get('/:id', async () => ({})); }\n",
      'src/orders.js': "export default async (scope) => { scope.post('/', { schema }, create); };\n",
    };
    expect(routesOf(files)).toEqual([
      'GET /ping src/main.js:6',
      'GET /users/{id} src/users.js:1',
      'HEAD /ping src/main.js:6',
      'POST /orders src/orders.js:1',
    ]);
  });
});

describe('routes of NestJS', () => {
  it('have the prefixes of the application, the version and the controller', () => {
    const files = {
      'src/main.js': `import { NestFactory } from '@nestjs/core';
import { VersioningType } from '@nestjs/common';
import { Root } from './root.ts';
const app = await NestFactory.create(Root);
app.setGlobalPrefix('api');
app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
await app.listen(1);
`,
      'src/root.ts': `import { Module, Controller, Get, Post, Redirect } from '@nestjs/common';
@Controller(['cats', 'kittens'])
class Cats {
  @Get(':id') get() {}
  @Post() @Redirect('/elsewhere') post() {}
  @Health('/ok') ok() {}
}
@Controller('dogs')
class Dogs {
  @Get() list() {}
}
@Module({ controllers: [Cats] })
export class Root {}
`,
    };
    expect(routesOf(files)).toEqual([
      'ALL /api/v1/cats/ok src/root.ts:6',
      'ALL /api/v1/kittens/ok src/root.ts:6',
      'GET /api/v1/cats/{id} src/root.ts:4',
      'GET /api/v1/kittens/{id} src/root.ts:4',
      'POST /api/v1/cats src/root.ts:5',
      'POST /api/v1/kittens src/root.ts:5',
    ]);
  });
});

describe('operations', () => {
  it('are those that the server uses, with what they declare', () => {
    const repository = smallServer({
      'src/main.js': `import { list } from './operations.ts';
const lost = defineOperation({ method: 'GET', path: '/lost' });
serve(list);
`,
      'src/operations.ts': `export const list = defineOperation({
  method: 'GET', path: '/api/v1/things', access: permission('x'), conditional: 'etag' as const,
  success: { status: 200, collection: true },
});
export const unused = defineOperation({ method: 'GET', path: '/unused' });
`,
    });
    const [operation, ...others] = operations(repository);
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      method: 'GET',
      path: '/api/v1/things',
      place: { path: 'src/operations.ts', line: 1 },
    });
    expect(operation?.members.get('conditional')).toBe('etag');
    expect(operation?.members.get('access')).toBe('permission');
    expect(operation?.success.get('collection')).toBe('true');
    expect(routes(repository)).toHaveLength(1);
  });
});
