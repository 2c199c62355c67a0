import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryOf, withFiles } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';
import ops13 from './ops-13.ts';

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
});

const workflow = '.github/workflows/ci.yml';

describe('of an emitted repository', () => {
  it.each(['OPS-01', 'OPS-02', 'OPS-03', 'OPS-08', 'OPS-09', 'OPS-10'])('%s is met', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'met' });
  });

  const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
    ['OPS-01', 'without readiness', { 'src/app/plugins/health.ts': replaced('/health/ready', '/ready-or-not') }],
    [
      'OPS-01',
      'that asks no dependency',
      { 'src/platform/database/open-database-pool.ts': replaced(/health\.register\(/, 'void (') },
    ],
    [
      'OPS-01',
      'without a test',
      { 'test/e2e/health.test.ts': skipped, 'test/unit/platform/health/health.test.ts': skipped },
    ],
    ['OPS-02', 'that reads no trace', { 'src/app/plugins/request-context.ts': replaced('traceparent', 'other') }],
    [
      'OPS-03',
      'without a duration',
      { 'src/platform/metrics/http-metrics.ts': replaced('http_request_duration_seconds', 'something') },
    ],
    ['OPS-08', 'that runs as root', { Dockerfile: replaced('USER node', 'USER root') }],
    ['OPS-08', 'with its user in a comment', { Dockerfile: replaced('USER node', '# USER node') }],
    ['OPS-08', 'on a base that moves', { Dockerfile: replaced(/node:[\w.-]+/, 'node:latest') }],
    ['OPS-08', 'started by a package manager', { Dockerfile: replaced(/^CMD .*$/m, 'CMD ["npm", "start"]') }],
    ['OPS-08', 'without a health check', { Dockerfile: replaced(/^HEALTHCHECK[^\n]*\n[^\n]*\n/m, '') }],
    ['OPS-08', 'that may write everywhere', { 'compose.yaml': replaced('read_only: true', 'read_only: false') }],
    ['OPS-09', 'without a database', { 'compose.yaml': replaced(/postgres:[\w.-]+'/, "busybox:1'") }],
    ['OPS-09', 'whose test is skipped', { 'test/unit/compose.test.ts': skipped }],
    [
      'OPS-10',
      'without end-to-end tests in CI',
      { [workflow]: replaced(', e2e', ''), 'package.json': replaced('--project e2e', '--project other') },
    ],
    ['OPS-10', 'without migrations in CI', { 'scripts/checks.json': replaced(/npm run db:rollback[^&]*&& /, '') }],
    [
      'OPS-10',
      'whose pipeline runs by hand only',
      { [workflow]: replaced(/^on:\n(?: .*\n)+/m, 'on: workflow_dispatch\n') },
    ],
  ];
  it.each(breaks)('%s is open in one %s', async (id, _what, changes) => {
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['OPS-04', 'OPS-06', 'OPS-11', 'OPS-13'])('%s is open: nothing of it was chosen', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['OPS-05', 'OPS-12'])('is not asked for %s, which nobody chose', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'not-applicable' });
  });

  it('meets OPS-13 with the change that is proposed for it', async () => {
    const remedy = ops13.remedy(emitted, { status: 'unmet', missing: '' });
    if (remedy.kind !== 'diff') throw new Error('There is no proposal.');
    const changes = Object.fromEntries(remedy.changes.map(({ path, after }) => [path, after]));
    expect(await verdictOf(withFiles(emitted, changes), 'OPS-13')).toMatchObject({ status: 'met' });
  });
});

const test = (title: string, body: string): string =>
  `import { expect, it } from 'vitest';\nit('${title}', () => { expect(${body}).toBe(1); });\n`;

const container = 'livenessProbe: {}, readinessProbe: {}, startupProbe: {}, resources: { limits: { memory: 1Gi } }';

const runbook = '# Away\n\n## How it shows\n\nThe metric `up` is 0.\n\n## First\n\nRun `npm run db:status`.\n';

/** Small repositories of other people in which the rest is met. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'OPS-04': {
    'src/main.js': `import { NodeSDK } from '@opentelemetry/sdk-node'; import './tracing.js'; new NodeSDK({});`,
    'src/tracing.js': 'sdk.start();',
    'test/tracing.test.js': test('a request makes a span', 'spans.length'),
  },
  'OPS-05': {
    'src/main.js': `import * as Sentry from '@sentry/node'; Sentry.init({ sendDefaultPii: false });`,
    'test/monitor.test.js': test('errors are reported', 'reports.length'),
  },
  'OPS-06': {
    'deploy/observability/alerts.yaml':
      'groups: [{ name: a, rules: [{ alert: BurnRate, expr: x > 14.4 }, { alert: Pool, expr: pool_waiting > 1 }] }]',
    'deploy/observability/dashboard.json': '{ "panels": [{ "title": "Rate" }] }',
  },
  'OPS-07': {
    'docs/runbooks/README.md': '# Runbooks\n\n- away\n',
    'docs/runbooks/database.md': runbook,
    'docs/runbooks/overload.md': runbook,
    'docs/runbooks/secret.md': runbook,
  },
  'OPS-11': {
    'deploy/k8s/deployment.yaml': `kind: Deployment\nspec: { template: { spec: { containers: [{ ${container} }] } } }\n`,
    'deploy/k8s/hpa.yaml': 'kind: HorizontalPodAutoscaler\n',
    'deploy/k8s/pdb.yaml': 'kind: PodDisruptionBudget\n',
    'deploy/k8s/network.yaml': 'kind: NetworkPolicy\n',
    'deploy/k8s/migrate.yaml': 'kind: Job\n',
    [workflow]: 'on: push\njobs: { a: { steps: [{ run: kubeconform -strict deploy/k8s }] } }\n',
  },
  'OPS-12': {
    'infra/main.tf': 'resource "x" "y" {}\n',
    [workflow]: 'on: push\njobs: { a: { steps: [{ run: terraform validate }] } }\n',
  },
  'OPS-13': { 'slo.yaml': 'apiVersion: openslo/v1\nkind: SLO\nspec: {}\n' },
};

const repositoryWith = (files: Readonly<Record<string, string>>): Repository =>
  repositoryOf(
    new Map([
      ['package.json', '{ "scripts": { "start": "node src/main.js" } }'],
      ['src/main.js', 'console.log(1);\n'],
      ...Object.entries(files),
    ]),
  );

const without = Object.entries(others).flatMap(([id, files]) => Object.keys(files).map((path) => [id, path] as const));

describe('of a repository of somebody else', () => {
  it.each(Object.keys(others))('%s is met', async (id) => {
    expect(await verdictOf(repositoryWith(others[id] ?? {}), id)).toMatchObject({ status: 'met' });
  });

  it.each(without)('%s is not met without %s', async (id, path) => {
    const change: Break = path === 'src/main.js' ? () => 'console.log(1);\n' : removed;
    const verdict = await verdictOf(broken(repositoryWith(others[id] ?? {}), { [path]: change }), id);
    expect(['unmet', 'unknown', 'not-applicable']).toContain(verdict.status);
  });

  it.each([
    ['gitlab', { '.gitlab-ci.yml': 'test: { script: [npm test], services: [postgres:18] }' }],
    ['nothing', {}],
  ])('OPS-10 is not met by %s', async (_what, files) => {
    expect((await verdictOf(repositoryWith(files), 'OPS-10')).status).not.toBe('met');
  });
});
