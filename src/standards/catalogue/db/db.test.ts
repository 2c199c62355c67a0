import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryOf } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';
import { withoutTests } from '../../testing/without-tests.ts';
import { fixtures } from './db-fixtures.ts';

let emitted: Repository;
let untested: Repository;

beforeAll(async () => {
  emitted = await shop();
  untested = withoutTests(emitted);
}, 60_000);

const products = 'migrations/1001_create_products.ts';
const pool = 'src/platform/database/pool.ts';
/** What is left of an entry that does nothing. */
const emptied: Break = () => 'export {};\n';
const adr = /^docs\/adr\/\d+-database\.md$/;

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['DB-17', 'no document', { 'docs/architecture/migration-strategy.md': removed }],
  [
    'DB-17',
    'a limit on waiting for locks for requests alone',
    { 'src/platform/database/migration-dialect.ts': replaced("set_config('lock_timeout'", "set_config('work_mem'") },
  ],
  ['DB-02', 'a table without a primary key', { [products]: replaced('constraint products_pkey primary key', '') }],
  [
    'DB-02',
    'a reference without a foreign key',
    { [products]: replaced(/,\n\s+constraint products_category_id_fkey.*/, '') },
  ],
  ['DB-02', 'keys that count up', { [products]: replaced('id uuid constraint', 'id bigserial constraint') }],
  [
    'DB-02',
    'a table that nothing creates',
    { 'migrations/1000_create_categories.ts': replaced('create table', '-- create table') },
  ],
  [
    'DB-03',
    'a foreign key without an index',
    { 'migrations/1002_create_orders.ts': replaced('on order_items (product_id)', 'on order_items (quantity)') },
  ],
  [
    'DB-03',
    'an index for nobody knows what',
    {
      'migrations/0120_create_refresh_tokens.ts': replaced(
        '  // The family of a sign-in, which is deleted before it.\n',
        '',
      ),
    },
  ],
  ['DB-04', 'no way back', { [products]: replaced('await sql`drop table products`.execute(db);', '') }],
  ['DB-04', 'no way back in CI', { 'scripts/checks.json': replaced(' && npm run db:rollback -- --all', '') }],
  [
    'DB-04',
    'a group of checks that CI does not run',
    { '.github/workflows/ci.yml': replaced('static, integration,', 'static,') },
  ],
  ['DB-05', 'no script', { 'package.json': replaced(/\s+"db:seed":.*/, '') }],
  ['DB-05', 'chance', { 'src/modules/products/persistence/seed.ts': replaced('n % 10 !== 0', 'Math.random() > 0.1') }],
  ['DB-06', 'no limit on statements', { [pool]: replaced('statement_timeout: ', 'other: ') }],
  [
    'DB-06',
    'metrics that nobody registers',
    { 'src/platform/metrics/metrics.ts': replaced('  registerDatabaseMetrics(registry, databasePool);\n', '') },
  ],
  [
    'DB-07',
    'no lock',
    {
      'src/modules/auth/persistence/session-kysely-repository.ts': replaced('.forShare()', ''),
      'src/modules/ordering/persistence/order-book-kysely.ts': replaced('.forUpdate()', ''),
      'src/platform/database/delete-in-batches.ts': replaced('for update', ''),
      'src/platform/database/references.ts': replaced(/for (?:share|update)/, ''),
      'src/modules/users/persistence/user-kysely-repository.ts': replaced(/\s*\.forUpdate\(\)/, ''),
    },
  ],
  [
    'DB-07',
    'no comparison of versions',
    Object.fromEntries(
      ['category', 'product'].map((name) => [
        `src/modules/${name === 'category' ? 'categories' : 'products'}/persistence/${name}-kysely-repository.ts`,
        replaced(".where('version', '=', among(expectedVersion))", ''),
      ]),
    ),
  ],
  [
    'DB-10',
    'no log line',
    {
      [pool]: replaced("'slow query'", "'a query'"),
      'src/platform/database/database.ts': (text) => text.replace("'slow query'", "'a query'") + '\n',
    },
  ],
  [
    'DB-14',
    'one connection for all',
    { 'src/platform/database/open-database-pool.ts': replaced(/DATABASE_MIGRATION_URL/, 'DATABASE_OTHER_URL') },
  ],
  [
    'DB-14',
    'one role in the Compose file',
    { 'compose.yaml': replaced('postgres://migrator:', 'postgres://application:') },
  ],
];

describe('of an emitted repository', () => {
  const metThere = ['DB-02', 'DB-03', 'DB-04', 'DB-05', 'DB-06', 'DB-07', 'DB-10', 'DB-14', 'DB-17'];

  it.each(metThere)('%s is met, with a test, and open without its tests', async (id) => {
    const verdict = await verdictOf(emitted, id);
    expect(verdict).toMatchObject({ status: 'met' });
    expect(verdict.status === 'met' ? verdict.tests : []).not.toEqual([]);
    expect(await verdictOf(untested, id)).toMatchObject({ status: 'unmet' });
  });

  it.each(breaks)('%s is open with %s', async (id, _what, changes) => {
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['DB-08', 'DB-11', 'DB-13', 'DB-16'])('%s is open: nothing of it was chosen', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });

  it('DB-01 is met by a decision record, and open without it', async () => {
    const record = { 'docs/adr/0099-database.md': fixtures['DB-01']?.['docs/adr/0099-database.md'] ?? '' };
    const bare = broken(emitted, Object.fromEntries(emitted.matching(adr).map((path) => [path, removed])));
    const files = new Map(bare.files.map((path) => [path, bare.text(path) ?? '']));
    expect(await verdictOf(repositoryOf(files, emitted.choices), 'DB-01')).toMatchObject({ status: 'unmet' });
    const recorded = repositoryOf(new Map([...files, ...Object.entries(record)]), emitted.choices);
    expect(await verdictOf(recorded, 'DB-01')).toMatchObject({ status: 'met' });
  });
});

describe('of a repository of somebody else', () => {
  it.each(Object.keys(fixtures))('%s is met where all of it is there', async (id) => {
    expect(await verdictOf(smallServer(fixtures[id] ?? {}), id)).toMatchObject({ status: 'met' });
  });

  it.each(Object.entries(fixtures).flatMap(([id, files]) => Object.keys(files).map((path) => [id, path] as const)))(
    '%s is not met without %s',
    async (id, path) => {
      const verdict = await verdictOf(
        broken(smallServer(fixtures[id] ?? {}), { [path]: path === 'src/main.js' ? emptied : removed }),
        id,
      );
      expect(verdict.status).not.toBe('met');
    },
  );

  it.each(['DB-02', 'DB-04', 'DB-05', 'DB-06', 'DB-07', 'DB-10', 'DB-11', 'DB-14'])(
    '%s is unknown where nothing can be seen, with the command that would tell',
    async (id) => {
      const verdict = await verdictOf(smallServer({ 'src/main.js': "console.log('hello');\n" }), id);
      expect(verdict).toMatchObject({ status: 'unknown' });
      expect(verdict.status === 'unknown' ? verdict.command : undefined).toMatch(/\w/);
    },
  );

  it('DB-12 is met by rows that are deleted in batches', async () => {
    const inBatches = {
      ...fixtures['DB-12'],
      'src/purge.js': `const days = Number(process.env.RETENTION_DAYS ?? 30);
export const purge = async () => {
  await deleteInBatches(db, 'products', sql\`select ctid from products where deleted_at < \${days}\`);
  await deleteInBatches(db, 'sessions', sql\`select ctid from sessions where expires_at < now()\`);
};
`,
    };
    expect(await verdictOf(smallServer(inBatches), 'DB-12')).toMatchObject({ status: 'met' });
  });

  it('DB-08 is not met by a comment, nor by an import that nobody uses', async () => {
    const files = fixtures['DB-08'] ?? {};
    const commented = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        path === 'src/main.js' ? text.replaceAll(/^/gm, '// ') : text,
      ]),
    );
    expect(await verdictOf(smallServer(commented), 'DB-08')).toMatchObject({ status: 'unmet' });
    const unused = {
      ...files,
      'src/replica.js': files['src/main.js'] ?? '',
      'src/main.js': "import { reads } from './replica.js';\n",
    };
    expect(await verdictOf(smallServer(unused), 'DB-08')).toMatchObject({ status: 'unmet' });
  });
});
