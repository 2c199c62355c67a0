import type { NestApplicationOptions } from '@nestjs/common';
import { ApplicationConfig, ModuleRef, ModulesContainer, NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { AppModule } from '../../../src/app/app.module.ts';
import { modules } from '../../../src/app/modules.ts';
import { Drain } from '../../../src/platform/http/drain.ts';
import type { Platform } from '../../../src/platform/platform.ts';
import { violationOf } from '../support/layers.ts';

/** A preview makes nothing, so that nothing is asked of the platform. */
const preview: Partial<NestApplicationOptions> = { preview: true, logger: false };

/** What each module makes: a class, whatever its token, or what a factory makes for a token. */
const providersOf = async (): Promise<[provider: unknown, module: string][]> => {
  const root = AppModule.forRoot({ platform: {} as Platform, drain: new Drain(), modules });
  const app = await NestFactory.createApplicationContext(root, preview);
  return [...app.get(ModulesContainer).values()].flatMap(({ metatype: module, name, providers }) => {
    const ofNest: unknown[] = [module, ModuleRef, ApplicationConfig];
    return [...providers.values()].flatMap(({ token, metatype, isFactory, isAlias }): [unknown, string][] =>
      isAlias || ofNest.includes(token) ? [] : [[isFactory ? token : (metatype ?? token), name]],
    );
  });
};

describe('the modules of Nest', () => {
  it('make each provider once: another module imports the one that exports it', async () => {
    const made = await providersOf();
    expect(made.length).toBeGreaterThan(0);
    const again = made.filter(([provider], index) => made.findIndex(([first]) => first === provider) < index);
    expect(again).toEqual([]);
  });

  it('are imported by modules alone', () => {
    const to = 'src/modules/b/http/b.module.ts';
    expect(violationOf({ from: 'src/modules/a/http/a.module.ts', to })).toBeUndefined();
    expect(violationOf({ from: 'src/modules/a/http/a.controller.ts', to })).toBeDefined();
    expect(violationOf({ from: 'src/modules/a/application/a-service.ts', to })).toBeDefined();
  });
});
