import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import createExpress, { type Express, type Response } from 'express';
import onHeaders from 'on-headers';
import type { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';
import { createServer } from './http/create-server.ts';
import { neverFresh } from './http/never-fresh.ts';
import { parseQuery } from './http/parse-query.ts';
import type { AdapterHook } from './http/request.ts';

export { corsOptions } from './http/cors-options.ts';

/** The application as this adapter makes it. */
export type App = NestExpressApplication;

interface AdapterOptions {
  readonly platform: Platform;
  readonly drain: Drain;
  readonly hook: AdapterHook;
}

/** Nest with a server that has our time-outs, and that says when an answer is made, also for a client that is gone. */
class ServerAdapter extends ExpressAdapter {
  constructor(
    express: Express,
    private readonly platform: Platform,
  ) {
    super(express);
  }

  override initHttpServer(): void {
    this.setHttpServer(createServer(this.getInstance<Express>(), this.platform));
  }

  override reply(response: Response, body: unknown, status?: number): unknown {
    response.req.exchange.workEnded?.();
    return super.reply(response, body, status) as unknown;
  }
}

/** Express with the habits of the contract. They have to stand before its first route. */
const express = ({ env }: Platform): Express =>
  neverFresh(createExpress())
    .disable('x-powered-by')
    // Answers have an entity tag of their own.
    .set('etag', false)
    .set('strict routing', true)
    .set('case sensitive routing', true)
    .set('query parser', parseQuery)
    .set('trust proxy', env.TRUST_PROXY);

/** Nest on Express. Limits and time-outs come from the environment. */
export const createAdapter = ({ platform, drain, hook }: AdapterOptions): ExpressAdapter => {
  const adapter = new ServerAdapter(express(platform), platform);
  adapter.setOnRequestHook((request, response, next) => {
    // When the headers are written, so that it also holds for requests that came before.
    onHeaders(response, () => {
      if (drain.begun) response.setHeader('connection', 'close');
    });
    hook(request, response, next);
  });
  return adapter;
};
