import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

const emitWith = async (changes: Partial<Answers>) => {
  const answers: Answers = {
    name: 'backend',
    preset: 'minimal',
    stack: 'fastify',
    database: 'postgres',
    auth: [],
    with: [],
    without: [],
    packageManager: 'npm',
    options: {},
    ...changes,
  };
  return emit(answers, await readCatalogue()).emission;
};

const registered = (app: string): string[] =>
  [...app.matchAll(/await app\.register\((\w+), options\)/g)].map(([, name]) => name ?? '');

describe('the Fastify stack', () => {
  it('registers the plugins in their order', async () => {
    const emission = await emitWith({});
    expect(registered(emission.get('src/app/app.ts')?.content ?? '')).toEqual([
      'requestContext',
      'errorHandler',
      'accessLog',
      'draining',
      'securityHeaders',
      'cors',
      'requestTarget',
      'unmatched',
      'jsonBodies',
      'validation',
      'health',
    ]);
  });

  it('puts identification before limits, and limits before permissions', async () => {
    const emission = await emitWith({ preset: 'standard', auth: ['jwt'] });
    const names = registered(emission.get('src/app/app.ts')?.content ?? '');
    const places = [
      'requestContext',
      'overloadProtection',
      'authentication',
      'rateLimiting',
      'authorization',
      'unmatched',
      'idempotency',
    ].map((name) => names.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('emits a file for each plugin it registers', async () => {
    const emission = await emitWith({ preset: 'standard', auth: ['jwt'] });
    const app = emission.get('src/app/app.ts')?.content ?? '';
    const files = [...app.matchAll(/from '\.\/(plugins\/[\w-]+\.ts)'/g)].map(([, file]) => `src/app/${file ?? ''}`);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !emission.has(file))).toEqual([]);
  });
});
