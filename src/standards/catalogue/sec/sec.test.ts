import { beforeAll, describe, expect, it } from 'vitest';
import { withFiles } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { applied, withoutTests } from '../../testing/without-tests.ts';
import { broken, removed, replaced, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';
import sec15 from './sec-15.ts';
import sec17 from './sec-17.ts';
import { fixtures } from './sec-fixtures.ts';

let emitted: Repository;
let untested: Repository;

beforeAll(async () => {
  // The lock file is what the first install writes.
  emitted = withFiles(await shop(), { 'package-lock.json': lockFile });
  untested = withoutTests(emitted);
}, 60_000);

const lockFile = '{ "lockfileVersion": 3 }\n';
const app = 'src/app/app.ts';
const workflow = '.github/workflows/ci.yml';
const headers = 'src/platform/http/security-headers.ts';

/** The plugin stays imported, and is no longer registered. */
const withoutPlugin = (name: string): Readonly<Record<string, Break>> => ({
  [app]: replaced(`await app.register(${name}, options);`, `// await app.register(${name}, options);`),
});

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['SEC-01', 'no validator', { 'src/app/plugins/validation.ts': replaced(/if \(operation\).*/, '') }],
  [
    'SEC-01',
    'a schema that lets everything through',
    {
      'src/modules/products/http/products-schemas.ts': replaced(
        /createProductSchema = z\s+\.strictObject/,
        'createProductSchema = z.object',
      ),
    },
  ],
  [
    'SEC-02',
    'a query put together from pieces',
    {
      'src/platform/database/pool.ts': replaced(
        "this.query('select 1', [])",
        "this.query('select ' + String(this), [])",
      ),
    },
  ],
  ['SEC-02', 'a lint rule that nothing applies', { 'eslint.config.js': replaced('...parameterizedOnly', '') }],
  ['SEC-02', 'no lint in CI', { 'scripts/checks.json': replaced('npm run lint', 'npm run typecheck') }],
  ['SEC-03', 'no headers', withoutPlugin('securityHeaders')],
  ['SEC-04', 'no headers', withoutPlugin('securityHeaders')],
  ['SEC-04', 'no CORS', withoutPlugin('cors')],
  ['SEC-04', 'a header in a comment', { [headers]: replaced("  'permissions-policy'", "  // 'permissions-policy'") }],
  ['SEC-04', 'CORS for everybody', { 'src/platform/http/cors.ts': replaced('origin: [...listed]', "origin: '*'") }],
  ['SEC-05', 'a limiter that is not registered', withoutPlugin('rateLimiting')],
  [
    'SEC-05',
    'a count of its own in each process',
    { 'src/platform/rate-limit/counters.ts': replaced('RateLimiterRedis', 'RateLimiterMemory') },
  ],
  ['SEC-06', 'no overload protection', withoutPlugin('overloadProtection')],
  [
    'SEC-06',
    'no limit on connections',
    { 'src/platform/http/connections.ts': replaced('server.maxConnections =', 'const most =') },
  ],
  ['SEC-06', 'no limit on bodies', { 'src/app/http/server-options.ts': replaced(/\n\s+bodyLimit: .*/, '') }],
  ['SEC-13', 'a control that is gone', { 'src/platform/http/validation.ts': removed }],
  ['SEC-13', 'a test that is gone', { 'test/e2e/robustness.test.ts': removed }],
  [
    'SEC-08',
    'a secret in the code',
    {
      'src/platform/mail/mailer.ts': (text) =>
        `${text}\nconst transport = { apiKey: 'a8f5f167f44f4964e6c998de' };\nconsole.log(transport);\n`,
    },
  ],
  [
    'SEC-08',
    'no scan',
    {
      [workflow]: replaced(
        /gitleaks\/gitleaks-action@\w+/,
        'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
      ),
    },
  ],
  [
    'SEC-08',
    'a scan that is switched off',
    { [workflow]: replaced('      - name: Secret scan\n', '      - name: Secret scan\n        if: false\n') },
  ],
  ['SEC-10', 'trust in nobody', { 'src/app/http/server-options.ts': replaced(/\n\s+trustProxy: .*/, '') }],
  ['SEC-11', 'no chain', { 'migrations/0210_create_audit_events.ts': replaced("'previous_hash'", "'previous'") }],
  ['SEC-11', 'no guard', { 'migrations/0210_create_audit_events.ts': replaced('  await refuseChanges(db);\n', '') }],
  ['SEC-12', 'nothing that redacts', { 'src/platform/logging/logger.ts': replaced(', log: redact', '') }],
  [
    'SEC-14',
    'an action that is not pinned',
    { [workflow]: replaced(/actions\/setup-node@\w+/, 'actions/setup-node@v7') },
  ],
  ['SEC-14', 'no lock file', { 'package-lock.json': removed }],
  ['SEC-14', 'an install that changes the lock file', { [workflow]: replaced('npm ci', 'npm install') }],
  ['SEC-14', 'no audit', { 'scripts/checks.json': replaced('npm run audit', 'npm run lint') }],
  [
    'SEC-14',
    'no updates',
    { '.github/dependabot.yml': replaced('package-ecosystem: npm', 'package-ecosystem: gomod') },
  ],
  ['SEC-14', 'no scan of the code', { '.github/workflows/codeql.yml': removed }],
];

describe('of an emitted repository', () => {
  const metThere = [
    'SEC-01',
    'SEC-02',
    'SEC-03',
    'SEC-04',
    'SEC-05',
    'SEC-06',
    'SEC-08',
    'SEC-10',
    'SEC-11',
    'SEC-12',
    'SEC-13',
    'SEC-14',
  ];

  it.each(metThere)('%s is met, with a test, and open without its tests', async (id) => {
    const verdict = await verdictOf(emitted, id);
    expect(verdict).toMatchObject({ status: 'met' });
    expect(verdict.status === 'met' ? verdict.tests : []).not.toEqual([]);
    expect(await verdictOf(untested, id)).toMatchObject({ status: 'unmet' });
  });

  it.each(breaks)('%s is open with %s', async (id, _what, changes) => {
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['express', 'nestjs'])(
    'on %s the same ones are met',
    async (stack) => {
      const other = withFiles(await shop({ stack }), { 'package-lock.json': lockFile });
      for (const id of metThere) expect([id, (await verdictOf(other, id)).status]).toEqual([id, 'met']);
    },
    60_000,
  );
});

describe('a remedy', () => {
  it('adds the alerts that SEC-15 lacks', async () => {
    const bare = withFiles(emitted, Object.fromEntries(emitted.matching(/alert/).map((path) => [path, undefined])));
    const verdict = await verdictOf(bare, 'SEC-15');
    expect(verdict).toMatchObject({ status: 'unmet' });
    expect(await verdictOf(applied(bare, sec15.remedy(bare, verdict)), 'SEC-15')).toMatchObject({ status: 'met' });
  });

  it('adds the scan that SEC-17 lacks', async () => {
    const text = (emitted.text(workflow) ?? '').replace(/\n.*zap.*(?=\n)/g, '');
    const bare = withFiles(emitted, { [workflow]: text });
    const verdict = await verdictOf(bare, 'SEC-17');
    expect(verdict).toMatchObject({ status: 'unmet' });
    expect(await verdictOf(applied(bare, sec17.remedy(bare, verdict)), 'SEC-17')).toMatchObject({ status: 'met' });
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

  it.each([
    'SEC-01',
    'SEC-02',
    'SEC-03',
    'SEC-05',
    'SEC-06',
    'SEC-09',
    'SEC-12',
    'SEC-14',
    'SEC-15',
    'SEC-16',
    'SEC-17',
  ])('%s is unknown where nothing can be seen, with the command that would tell', async (id) => {
    const verdict = await verdictOf(smallServer({ 'src/main.js': 'start();\n' }), id);
    expect(verdict).toMatchObject({ status: 'unknown' });
    expect(verdict.status === 'unknown' ? verdict.command : undefined).toMatch(/\w/);
  });

  it('an import of Helmet that nobody uses, and one in a comment, are no headers', async () => {
    const main = "import helmet from 'helmet';\n// app.use(helmet());\nstart();\n";
    expect((await verdictOf(smallServer({ 'src/main.js': main }), 'SEC-04')).status).toBe('unknown');
  });
});
