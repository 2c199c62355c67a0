import { beforeAll, describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { readStandards } from './catalogue-disk.ts';
import type { Repository } from './repository/repository.ts';
import { broken, removed, replaced, type Break } from './testing/broken.ts';
import { shop } from './testing/shop.ts';
import { verdictOf } from './testing/verdicts-of.ts';

const standards = await readStandards();

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
}, 60_000);

const metIn = (repository: Repository): string[] =>
  assess(repository, standards)
    .filter(({ verdict }) => verdict.status === 'met')
    .map(({ standard }) => standard.id);

/** Files of the server; those of types alone are among them. */
const pieces = [
  ['src/app/plugins/error-handler.ts', 'SEC-04'],
  ['src/app/plugins/rate-limiting.ts', 'SEC-05'],
  ['src/platform/audit/database-audit-log.ts', 'SEC-11'],
  ['src/platform/database/keyset.ts', 'API-04'],
  ['src/platform/http/drain.ts', 'REL-02'],
  ['src/platform/idempotency/idempotency-keys-table.ts', 'API-11'],
  ['src/modules/auth/domain/session.ts', 'AUTH-05'],
  ['src/commands/seeding.ts', 'DB-05'],
  ['test/load/run-stage.ts', 'PERF-04'],
  ['test/support/schema-snapshot.ts', 'DB-04'],
] as const;

describe('a file that is deleted while others import it', () => {
  it.each(pieces)('%s: %s is open, and says which import', async (path, id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'met' });
    const verdict = await verdictOf(broken(emitted, { [path]: removed }), id);
    expect(verdict).toMatchObject({ status: 'unmet' });
    const name = path.split('/').at(-1) ?? path;
    expect(verdict.status === 'unmet' ? verdict.missing : '').toContain(name);
  });

  it('leaves nothing that the server does, but the documents', () => {
    const left = metIn(broken(emitted, { 'src/platform/id.ts': removed }));
    expect(left).toEqual(expect.arrayContaining(['DB-09', 'OPS-07', 'ARCH-08']));
    expect(left.filter((id) => /^(?:AUTH|API)-/.test(id))).toEqual([]);
  });

  it('which is made later, as .gitignore says, is not missed', async () => {
    const changed = broken(emitted, {
      'src/platform/id.ts': removed,
      '.gitignore': (text) => `${text}src/platform/id.ts\n`,
    });
    expect(await verdictOf(changed, 'SEC-04')).toMatchObject({ status: 'met' });
  });
});

const checks = 'scripts/checks.json';

/** Takes an entry out of the list of what CI runs. */
const unchecked = (script: string): Break => replaced(new RegExp(`  \\{[^}]*"npm run ${script}"\\s*\\},\\n`), '');

const migration = 'migrations/1001_create_products.ts';

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['OPS-10', 'no type check in CI', { [checks]: unchecked('typecheck') }],
  ['OPS-10', 'no integration tests in CI', { [checks]: unchecked('test:integration') }],
  ['OPS-10', 'no end-to-end tests in CI', { [checks]: unchecked('test:e2e') }],
  ['OPS-10', 'a script that CI runs and that is gone', { 'package.json': replaced(/^.*"test:e2e".*\n/m, '') }],
  ['OPS-10', 'no projects of tests', { 'vitest.config.ts': removed }],
  ['API-06', 'no program behind its check', { 'scripts/openapi/check.ts': removed }],
  ['DOC-02', 'no program behind its check', { 'scripts/architecture/main.ts': removed }],
  ['DOC-02', 'no page on API security', { 'docs/architecture/api-security.md': removed }],
  ['DOC-02', 'no page on migrations', { 'docs/architecture/migration-strategy.md': removed }],
  ['OPS-07', 'a runbook that is listed and gone', { 'docs/runbooks/redis-away.md': removed }],
  ['ARCH-08', 'a decision that is listed and gone', { 'docs/adr/0008-keyset-pages.md': removed }],
  ['DB-02', 'a CHECK that was dropped', { [migration]: replaced(/^ +constraint products_price_check.*\n/m, '') }],
  [
    'DB-02',
    'a CHECK of a builder that was dropped',
    { 'migrations/0100_create_users.ts': replaced(/^ +\.addCheckConstraint\('users_has_role'.*\n/m, '') },
  ],
  [
    'DB-02',
    'a foreign key that was dropped',
    { [migration]: replaced(/,\n +constraint products_category_id_fkey.*/, '') },
  ],
  [
    'DB-03',
    'an index of an order that was dropped',
    { [migration]: replaced(/ {2}sql`\n {4}create index products_price_id_idx[^`]*`,\n/, '') },
  ],
  [
    'DB-03',
    'a unique key that was dropped',
    { 'migrations/0100_create_users.ts': replaced(/^ +\.addUniqueConstraint\('users_email_key'.*\n/m, '') },
  ],
  ['DB-02', 'a migration that is gone', { 'migrations/0120_create_refresh_tokens.ts': removed }],
  [
    'DB-04',
    'a way back that leaves a table behind',
    { 'migrations/0110_create_auth_tables.ts': replaced(/^.*dropTable\('sessions'\).*\n/m, '') },
  ],
  [
    'DB-15',
    'no bound on the queries of a page',
    Object.fromEntries(
      ['category', 'product', 'order'].map((name) => [
        `test/integration/modules/${name}-queries.test.ts`,
        replaced('expect(longPlans.length).toBe(shortPlans.length);', 'expect(longPlans).toBeDefined();'),
      ]),
    ),
  ],
  ['DB-14', 'nothing that makes the roles', { 'deploy/postgres/init/01-roles.sh': removed }],
  [
    'SEC-05',
    'limits that are off by default',
    {
      'src/config/schema.ts': replaced(
        'RATE_LIMIT_ENABLED: flag().default(true)',
        'RATE_LIMIT_ENABLED: flag().default(false)',
      ),
    },
  ],
];

describe('what somebody takes away in a hurry', () => {
  it.each(breaks)('%s is open with %s', async (id, _what, changes) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'met' });
    expect(await verdictOf(broken(emitted, changes), id)).toMatchObject({ status: 'unmet' });
  });
});
