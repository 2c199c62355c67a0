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

  it('lets each plugin name those whose decorators it reads, so that their order is checked at the start', async () => {
    for (const auth of [['jwt'], []]) {
      const emission = await emitWith({ preset: 'standard', auth });
      const texts = [...emission].flatMap(([path, { content }]) =>
        path.startsWith('src/app/plugins/') ? [content] : [],
      );
      const read = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
      const plugins = new Map(
        texts.map((text) => [
          /\{ name: '([\w-]+)'/.exec(text)?.[1] ?? '',
          { text, needs: read(/dependencies: \[.*\]/.exec(text)?.[0] ?? '', /'([\w-]+)'/g) },
        ]),
      );
      const before = (name: string): string[] =>
        (plugins.get(name)?.needs ?? []).flatMap((one) => [one, ...before(one)]);
      const unnamed = [...plugins].flatMap(([provider, { text: provided }]) =>
        read(provided, /decorate(?:Request)?\(\s*'(\w+)'/g).flatMap((decorator) =>
          [...plugins].flatMap(([name, { text }]) =>
            name !== provider && new RegExp(`\\.${decorator}\\b`).test(text) && !before(name).includes(provider)
              ? [`${name} reads ${decorator} of ${provider}`]
              : [],
          ),
        ),
      );
      expect(plugins.size).toBeGreaterThan(10);
      expect(unnamed).toEqual([]);
    }
  });

  it('emits a file for each plugin it registers', async () => {
    const emission = await emitWith({ preset: 'standard', auth: ['jwt'] });
    const app = emission.get('src/app/app.ts')?.content ?? '';
    const files = [...app.matchAll(/from '\.\/(plugins\/[\w-]+\.ts)'/g)].map(([, file]) => `src/app/${file ?? ''}`);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !emission.has(file))).toEqual([]);
  });
});
