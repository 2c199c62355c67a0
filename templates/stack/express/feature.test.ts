import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

const catalogue = await readCatalogue();

const emitWith = (changes: Partial<Answers>) => {
  const answers: Answers = {
    name: 'backend',
    preset: 'minimal',
    stack: 'express',
    database: 'postgres',
    auth: [],
    with: [],
    without: [],
    packageManager: 'npm',
    options: {},
    ...changes,
  };
  const { emission } = emit(answers, catalogue);
  const contentOf = (path: string): string => emission.get(path)?.content ?? '';
  return { emission, contentOf };
};

const standard = emitWith({ preset: 'standard', auth: ['jwt'] });

/** The lines of `createApp` that make up the application, as the names they call. */
const composed = (app: string): string[] =>
  [...app.matchAll(/^ {2}(?:app\.use\()?(\w+)(?:\(.*)?\)?;$/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'applySettings');

describe('the Express stack', () => {
  it('composes the application in its order', () => {
    expect(composed(emitWith({}).contentOf('src/app/app.ts'))).toEqual([
      'requestContext',
      'accessLog',
      'draining',
      'securityHeaders',
      'cors',
      'mountHealth',
      'findOperation',
      'requestTarget',
      'requireOperation',
      'jsonBodies',
      'validation',
      'mountModules',
      'errorHandler',
    ]);
  });

  it('puts routes for operators before limits, identification before limits, and limits before permissions', () => {
    const names = composed(standard.contentOf('src/app/app.ts'));
    const places = [
      'mountMetrics',
      'overloadProtection',
      'findOperation',
      'credentialLimiting',
      'authentication',
      'rateLimiting',
      'requireOperation',
      'authorization',
      'jsonBodies',
      'admission',
      'validation',
      'idempotency',
      'mountModules',
      'challenge',
      'errorHandler',
    ].map((name) => names.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('emits a file for each line of it', () => {
    const app = standard.contentOf('src/app/app.ts');
    const files = [...app.matchAll(/from '\.\/((?:middleware|routes|http)\/[\w-]+\.ts)'/g)].map(
      ([, file]) => file ?? '',
    );
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((file) => !standard.emission.has(`src/app/${file}`))).toEqual([]);
  });

  it('gives every module a router of its own', () => {
    const routes = [...standard.emission.keys()].filter((path) => /\/http\/(?:\w+-)?routes\.ts$/.test(path));
    expect(routes).toContain('src/modules/products/http/routes.ts');
    expect(routes).toContain('src/modules/auth/http/account-routes.ts');
    for (const path of routes)
      expect([path, standard.contentOf(path)]).toEqual([path, expect.stringContaining('): Router')]);
  });

  it('has no trace of accounts, nor of another stack, when nobody signs in', () => {
    const { emission } = emitWith({ preset: 'standard' });
    const source = [...emission].filter(
      ([path]) => path.startsWith('src/app/') || /^src\/modules\/.*\/http\//.test(path),
    );
    for (const [path, { content }] of source) {
      // CORS has credentials of its own.
      expect([path, /principal|accessControl|credential(?!s\b)|fastify/i.exec(content)?.[0]]).toEqual([
        path,
        undefined,
      ]);
    }
    const { dependencies } = JSON.parse(emission.get('package.json')?.content ?? '{}') as Record<string, object>;
    expect(Object.keys(dependencies ?? {}).filter((name) => name.includes('fastify'))).toEqual([]);
    expect(Object.keys(dependencies ?? {})).toEqual(expect.arrayContaining(['cors', 'express', 'helmet']));
  });
});
