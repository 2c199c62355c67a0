import { Module, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { z } from 'zod';
import { createAdapter, type App } from '../../../../src/app/adapter.ts';
import { CoreModule } from '../../../../src/app/core.module.ts';
import { FailureFilter } from '../../../../src/app/filters/failure.filter.ts';
import { NotFoundFilter } from '../../../../src/app/filters/not-found.filter.ts';
import { ContractGuard } from '../../../../src/app/guards/contract.guard.ts';
import { inRequestContext } from '../../../../src/app/hooks/request-context.hook.ts';
import type { HttpModule } from '../../../../src/app/module.ts';
import { nestOptions } from '../../../../src/app/nest-options.ts';
import type { Environment } from '../../../../src/config/environment.ts';
import { publicAccess } from '../../../../src/platform/access.ts';
import { Drain } from '../../../../src/platform/http/drain.ts';
import { defineOperation, type Operation } from '../../../../src/platform/http/operation.ts';
import type { Platform } from '../../../../src/platform/platform.ts';

export const BODY_LIMIT = 1000;

const env = { BODY_LIMIT, REQUEST_TIMEOUT: 5, KEEP_ALIVE_TIMEOUT: 5 };
const logger = pino({ level: 'silent' });

// All that the parts under test ask the platform for.
const platform = { env: { ...env, NODE_ENV: 'test', TRUST_PROXY: [] as string[] } as Environment, logger } as Platform;

export const createThing = defineOperation({
  id: 'createThing',
  method: 'POST',
  path: '/api/v1/boxes/{box}/things',
  tag: 'things',
  summary: 'Create a thing',
  access: publicAccess,
  params: z.strictObject({ box: z.string().regex(/^\d+$/).transform(Number) }),
  body: z.strictObject({ name: z.string().min(1) }),
  success: { status: 201, data: z.object({ box: z.number(), name: z.string() }) },
});

export const getThing = defineOperation({
  id: 'getThing',
  method: 'GET',
  path: '/api/v1/thing',
  tag: 'things',
  summary: 'Get the thing',
  access: publicAccess,
  success: { status: 200, data: z.object({ version: z.number(), name: z.string() }) },
  conditional: 'etag',
});

/** A module of one controller. */
export const moduleOf = (controller: Type, operations: readonly Operation[]): HttpModule => {
  @Module({ controllers: [controller] })
  class ThingsModule {
    static readonly operations = operations;
  }
  return ThingsModule;
};

/**
 * An application of these modules, without the guards of the features.
 *
 * @param lastFilter answers what no other filter takes
 */
export const startTestApp = async (
  modules: readonly HttpModule[],
  drain = new Drain(),
  lastFilter: readonly Provider[] = [{ provide: APP_FILTER, useClass: FailureFilter }],
): Promise<App> => {
  @Module({
    imports: [CoreModule.forRoot({ platform, drain, modules }), ...modules],
    providers: [
      ...lastFilter,
      { provide: APP_FILTER, useClass: NotFoundFilter },
      { provide: APP_GUARD, useClass: ContractGuard },
    ],
  })
  class TestModule {}

  const adapter = createAdapter({ platform, drain, hook: inRequestContext([]) });
  const app = await NestFactory.create<App>(TestModule, adapter, nestOptions(platform));
  await app.listen(0, '127.0.0.1');
  return app;
};
