import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFeature } from '../../src/compose/catalogue-disk.ts';
import type { Catalogue, Feature } from '../../src/compose/catalogue.ts';
import { emit } from '../../src/compose/emit.ts';
import { catalogue as ours, defaultAnswers } from '../support/emitted.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stone = await readFeature(root, join(root, 'test/fixtures/second-database'));
/** One that runs in the process itself: it asks nothing of what surrounds it. */
const pebble: Feature = {
  definition: { id: 'pebble', axis: 'database', title: 'Pebble', description: 'Fits into a pocket' },
  files: [],
};
const catalogue: Catalogue = { ...ours, features: [...ours.features, stone, pebble] };

const emitOn = (changes: Partial<typeof defaultAnswers> = {}) => {
  const { emission, secrets } = emit({ ...defaultAnswers, database: 'stone', ...changes }, catalogue);
  return { emission, secrets, textOf: (path: string): string => emission.get(path)?.content ?? '' };
};

/** Reads migrations, or writes them: still in the dialect of PostgreSQL. Tests use its URLs as examples. */
const ofOneDialect = /^(?:generators\/resource|scripts\/architecture|test)\//;
/** What no database may be given, because one of them cannot keep it: the API is the same on all. */
const narrowest = ['src/platform/json.ts'];

interface Checks {
  readonly services?: Readonly<Record<string, unknown>>;
  readonly strategy: object;
  readonly steps: readonly { readonly name?: string; readonly env?: object }[];
}

/** The parts of the workflow and of the compose file that speak of services. */
const checksOf = (text: string): Checks => (parse(text) as { jobs: { checks: Checks } }).jobs.checks;
const composeOf = (text: string) =>
  parse(text, { merge: true }) as {
    readonly services: Readonly<Record<string, object>>;
    readonly volumes: Readonly<Record<string, unknown>>;
  };

describe('a second database, by its folder alone', () => {
  it('runs beside the tests of the pipeline', () => {
    const { services, strategy, steps } = checksOf(emitOn().textOf('.github/workflows/ci.yml'));
    expect(Object.keys(services ?? {})).toEqual(['stone', 'redis']);
    expect(services?.stone).toMatchObject({ image: 'stone:4.2.0', ports: ['4242:4242'] });
    expect(Object.keys(strategy)).toEqual(['fail-fast', 'matrix']);
    expect(steps.find(({ name }) => name === 'Verify')?.env).toMatchObject({
      TEST_DATABASE_URL: 'stone://localhost:4242',
      TEST_REDIS_URL: 'redis://localhost:6379',
    });
  });

  it('is started by the compose file, with a password of its own', () => {
    const { secrets, textOf } = emitOn();
    const { services, volumes } = composeOf(textOf('compose.yaml'));
    expect(Object.keys(services)).toEqual(['app', 'stone', 'redis', 'mail']);
    expect(services.app).toMatchObject({
      environment: { DATABASE_URL: 'stone://stone:4242' },
      depends_on: { stone: { condition: 'service_healthy' } },
    });
    expect(Object.keys(volumes)).toEqual(['data', 'stone']);
    expect(secrets).toEqual(['STONE_PASSWORD']);
    expect(textOf('README.md')).toContain('for name in STONE_PASSWORD; do');
  });

  it('is what the metrics measure', () => {
    const { textOf } = emitOn();
    expect(textOf('src/platform/platform.ts')).toContain('createMetrics({ quarry })');
    expect(textOf('src/platform/metrics/metrics.ts')).toContain('({ quarry }: { quarry: Quarry }): Metrics');
    expect(textOf('src/platform/metrics/metrics.ts')).toContain('registerQuarryMetrics(registry, quarry);');
    expect(textOf('README.md')).toContain('| `quarry_depth`, `quarry_stones_total` | what is left |');
  });

  it('makes ready what the tests need, and says so', () => {
    const { textOf } = emitOn();
    expect(textOf('vitest.config.ts').match(/globalSetup: .*'test\/support\/quarry.ts'/g)).toHaveLength(2);
    expect(textOf('README.md')).toContain('The database is a stone.\n');
    expect(textOf('README.md')).toContain('but the load tests, each on a stone of its own. `npm run verify`');
  });

  it('tells all processes that a sign-in has ended, in its own way', () => {
    const { textOf } = emitOn();
    expect(textOf('src/platform/platform.ts')).toContain('createEcho()');
    expect(textOf('SECURITY.md')).toContain(
      'hold from the next request on. The echo of the quarry tells all processes.\n',
    );
  });

  it('is the only one that is spoken of', () => {
    const { emission } = emitOn({ preset: 'full' });
    const traces = [...emission].filter(([, { content }]) => /postgres|databasePool/i.test(content));
    expect(traces.map(([path]) => path).filter((path) => !ofOneDialect.test(path))).toEqual(narrowest);
  });
});

describe('outside of the folders of databases and of ways to authenticate', () => {
  // What a stack mounts for one of them is its own thin part of it.
  const files = ['base', 'capability', 'delivery', 'auth/identity']
    .flatMap((folder) =>
      readdirSync(join(root, 'templates', folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join('templates', folder, file),
      ),
    )
    .filter((file) => /(?:\/feature\.ts|\.ejs)$/.test(file));

  it.each(['postgres', 'jwt'])('%s is no condition of anything', (id) => {
    const names = new RegExp(`has\\('${id}'\\)`);
    expect(files.filter((file) => names.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});

describe('a database in the process', () => {
  const { secrets, textOf } = emitOn({ database: 'pebble', preset: 'minimal', auth: [] });

  it('needs no service beside the tests of the pipeline', () => {
    expect(checksOf(textOf('.github/workflows/ci.yml'))).not.toHaveProperty('services');
  });

  it('is not measured, nor made ready for the tests', () => {
    const measured = emitOn({ database: 'pebble' });
    expect(measured.textOf('src/platform/platform.ts')).toContain('createMetrics()');
    expect(measured.textOf('src/platform/metrics/metrics.ts')).toContain('createMetrics = (): Metrics');
    expect(measured.textOf('vitest.config.ts')).toContain('globalSetup: [],');
    expect(measured.textOf('README.md')).toContain('but the load tests. `npm run verify`');
  });

  it('needs no service and no password in the compose file', () => {
    expect(Object.keys(composeOf(textOf('compose.yaml')).services)).toEqual(['app']);
    expect(composeOf(textOf('compose.yaml')).services.app).not.toHaveProperty('depends_on');
    expect(secrets).toEqual([]);
    expect(textOf('compose.yaml') + textOf('README.md')).not.toMatch(/passwords? (?:come|of the database)/i);
  });
});
