import { beforeAll, describe, expect, it } from 'vitest';
import { withFiles } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';
import { applied, withoutTests } from '../../testing/without-tests.ts';
import perf07 from './perf-07.ts';
import perf09 from './perf-09.ts';
import { fixtures } from './perf-fixtures.ts';

let emitted: Repository;
let untested: Repository;

beforeAll(async () => {
  emitted = await shop();
  untested = withoutTests(emitted);
}, 60_000);

const profiles = 'test/load/profiles.ts';
const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['PERF-01', 'no load test in CI', { 'scripts/checks.json': replaced('npm run test:load', 'npm run lint') }],
  [
    'PERF-01',
    'no limit',
    Object.fromEntries(
      ['main', 'run-stage', 'thresholds'].map((name) => [`test/load/${name}.ts`, replaced(/p95|percentile/, 'x')]),
    ),
  ],
  [
    'PERF-03',
    'nothing that is not kept',
    {
      'src/platform/http/security-headers.ts': replaced("  'cache-control': 'no-store',\n", ''),
      'src/app/http/send-failure.ts': replaced("'cache-control': 'no-store', ", ''),
      'src/platform/metrics/metrics-server.ts': replaced("'cache-control': 'no-store'", "'x-cache': 'no'"),
    },
  ],
  [
    'PERF-03',
    'tests of it skipped',
    { 'test/e2e/conditional.test.ts': skipped, 'test/unit/platform/http/answer.test.ts': skipped },
  ],
  [
    'PERF-04',
    'no soak',
    { [profiles]: replaced('soak:', 'drizzle:'), 'test/load/main.ts': replaced('soak', 'drizzle') },
  ],
  ['PERF-04', 'no script', { 'package.json': replaced(/\s+"test:load":.*/, '') }],
];

describe('of an emitted repository', () => {
  it.each(['PERF-01', 'PERF-03', 'PERF-04'])('%s is met, with a test, and open without its tests', async (id) => {
    const verdict = await verdictOf(emitted, id);
    expect(verdict).toMatchObject({ status: 'met' });
    expect(verdict.status === 'met' ? verdict.tests : []).not.toEqual([]);
    expect(await verdictOf(untested, id)).toMatchObject({ status: 'unmet' });
  });

  it.each(breaks)('%s is open with %s', async (id, _what, changes) => {
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['PERF-02', 'PERF-06'])('%s is open: nothing of it was chosen', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });
});

describe('a remedy', () => {
  it('adds the ceiling that PERF-09 lacks', async () => {
    const text = (emitted.text('compose.yaml') ?? '').replace(/\n\s+mem_limit: .*/g, '');
    const bare = withFiles(emitted, { 'compose.yaml': text });
    const verdict = await verdictOf(bare, 'PERF-09');
    expect(verdict).toMatchObject({ status: 'unmet' });
    expect(await verdictOf(applied(bare, perf09.remedy(bare, verdict)), 'PERF-09')).toMatchObject({ status: 'met' });
  });

  it('adds the commands that PERF-07 lacks', async () => {
    const documents = emitted.matching(/\.md$/).filter((path) => /--(?:cpu|heap)/.test(emitted.text(path) ?? ''));
    const bare = withFiles(emitted, Object.fromEntries(documents.map((path) => [path, undefined])));
    const verdict = await verdictOf(bare, 'PERF-07');
    expect(verdict).toMatchObject({ status: 'unmet' });
    expect(await verdictOf(applied(bare, perf07.remedy(bare, verdict)), 'PERF-07')).toMatchObject({ status: 'met' });
  });
});

describe('of a repository of somebody else', () => {
  it.each(Object.keys(fixtures))('%s is met where all of it is there', async (id) => {
    expect(await verdictOf(smallServer(fixtures[id] ?? {}), id)).toMatchObject({ status: 'met' });
  });

  it.each(Object.entries(fixtures).flatMap(([id, files]) => Object.keys(files).map((path) => [id, path] as const)))(
    '%s is not met without %s',
    async (id, path) => {
      const change: Break = path === 'src/main.js' ? () => '// nothing\n' : removed;
      const verdict = await verdictOf(broken(smallServer(fixtures[id] ?? {}), { [path]: change }), id);
      expect(verdict.status).not.toBe('met');
    },
  );

  it.each(['PERF-01', 'PERF-02', 'PERF-03', 'PERF-04', 'PERF-05', 'PERF-06', 'PERF-08', 'PERF-09'])(
    '%s is unknown where nothing can be seen, with the command that would tell',
    async (id) => {
      const verdict = await verdictOf(smallServer({ 'src/main.js': 'start();\n' }), id);
      expect(verdict).toMatchObject({ status: 'unknown' });
      expect(verdict.status === 'unknown' ? verdict.command : undefined).toMatch(/\w/);
    },
  );
});
