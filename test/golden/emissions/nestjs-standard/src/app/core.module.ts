import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';
import { RouteTable } from './http/route-table.ts';
import { UnmatchedController } from './http/unmatched.controller.ts';
import type { HttpModule } from './module.ts';
import { MODULES, PLATFORM } from './tokens.ts';

export interface CoreOptions {
  readonly platform: Platform;
  readonly drain: Drain;
  readonly modules: readonly HttpModule[];
}

/** What every module can inject: the platform, which is made before Nest starts and closed after it has stopped. */
@Global()
@Module({})
export class CoreModule {
  static forRoot({ platform, drain, modules }: CoreOptions): DynamicModule {
    return {
      module: CoreModule,
      imports: [DiscoveryModule],
      controllers: [UnmatchedController],
      providers: [
        { provide: PLATFORM, useValue: platform },
        { provide: Drain, useValue: drain },
        { provide: MODULES, useValue: modules },
        RouteTable,
      ],
      exports: [PLATFORM, Drain, RouteTable],
    };
  }
}
