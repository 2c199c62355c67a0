/**
 * Bare NestJS on its Fastify adapter and `pg`: controllers and parameters, no guards, pipes or interceptors. Decorators
 * are called by hand, since a file that is started as it is has no compiler in front of it.
 */
import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post, Query, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createProduct, getProduct, listProducts } from './queries.mjs';

class Benchmark {
  live() {
    return { status: 'ok' };
  }

  list(limit, request) {
    return listProducts(Number(limit ?? 20), request.url);
  }

  get(id) {
    return getProduct(id);
  }

  create(body) {
    return createProduct(body);
  }
}

const route = (name, verb, ...parameters) => {
  verb(Benchmark.prototype, name, Object.getOwnPropertyDescriptor(Benchmark.prototype, name));
  for (const [index, parameter] of parameters.entries()) parameter(Benchmark.prototype, name, index);
};

route('live', Get('health/live'));
route('list', Get('api/v1/products'), Query('limit'), Req());
route('get', Get('api/v1/products/:id'), Param('id'));
route('create', Post('api/v1/products'), Body());
Controller()(Benchmark);

class Application {}
Module({ controllers: [Benchmark] })(Application);

const app = await NestFactory.create(Application, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
