import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFeature } from '../../src/compose/catalogue-disk.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { emit } from '../../src/compose/emit.ts';
import { catalogue as ours, defaultAnswers } from '../support/emitted.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const second = await readFeature(root, join(root, 'test/fixtures/second-database'));
const catalogue: Catalogue = { ...ours, features: [...ours.features, second] };

const emitOn = (changes: Partial<typeof defaultAnswers> = {}) => {
  const { emission, ...result } = emit({ ...defaultAnswers, database: 'stone', ...changes }, catalogue);
  return { ...result, emission, textOf: (path: string): string => emission.get(path)?.content ?? '' };
};

interface Checks {
  readonly services?: Readonly<Record<string, unknown>>;
  readonly strategy: object;
  readonly steps: readonly { readonly name?: string; readonly env?: object }[];
}

const checksOf = (workflow: string): Checks => (parse(workflow) as { jobs: { checks: Checks } }).jobs.checks;

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

  it.each(['.github/workflows/ci.yml'])('is the only one that %s speaks of', (path) => {
    expect(emitOn().textOf(path)).toContain('stone');
    expect(emitOn().textOf(path)).not.toMatch(/postgres/i);
  });
});
