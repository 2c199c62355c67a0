/** Small repositories of other people that keep a standard which our emissions do not keep yet; by id, then by path. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'DB-01': {
    'src/main.js': "import pg from 'pg';\nexport const pool = new pg.Pool();\n",
    'docs/adr/0099-database.md': `# The database is PostgreSQL

## Decision

Orders, customers and stock refer to each other and change together, so relations and transactions decide.
MongoDB was considered for its flexible documents, which nothing here needs.
`,
  },
  'DB-08': {
    'src/main.js': `import pg from 'pg';
const reads = new pg.Pool({ connectionString: process.env.DATABASE_REPLICA_URL });
reads.query('select 1');
`,
    'test/replica.test.js': `import { expect, it } from 'vitest';
it('lists from the copy', async () => {
  expect(await queriesOn('replica')).toContain('select name from products');
});
`,
  },
  'DB-09': {
    'docs/scaling.md': `# Scaling

## Replication

Up to 5,000 reads a second one server does. Beyond, two replicas take lists and reads by id that may be a second old.

## Sharding

At 2 TB, in about four years, orders and what belongs to them are split by customer into 16 shards; products are copied
to each shard, since they are small (40 MB) and change seldom. Reports cross the shards and read a warehouse instead.
`,
  },
  'DB-11': {
    'scripts/backup.sh': 'set -eu\npg_dump --format custom --file "$1" "$DATABASE_URL"\n',
    'scripts/restore.sh': 'set -eu\npg_restore --exit-on-error --dbname "$2" "$1"\n',
    'docs/runbooks/restore.md': `# Restore a backup

When rows were lost: stop the writers, then

\`\`\`sh
pg_dump --format custom --file before.dump "$DATABASE_URL"
./scripts/restore.sh latest.dump "$NEW_DATABASE_URL"
\`\`\`

and compare the counts of all tables.
`,
    'test/backup.test.js': `import { expect, it } from 'vitest';
it('gives back what was there', async () => {
  const backup = await dump(source);
  await restore(backup, target);
  expect(await rowsOf(target)).toEqual(await rowsOf(source));
});
`,
  },
  'DB-12': {
    'src/main.js': "import { purge } from './purge.js';\nsetInterval(purge, 86_400_000);\n",
    'src/purge.js': `const days = Number(process.env.RETENTION_DAYS ?? 30);
export const purge = async () => {
  await db.query("delete from products where deleted_at < now() - $1 * interval '1 day'", [days]);
  await db.query('delete from sessions where expires_at < now()');
};
`,
    'test/purge.test.js': `import { expect, it } from 'vitest';
it('leaves younger rows alone', async () => {
  await insert({ name: 'old', deleted_at: '2020-01-01' });
  await purge();
  expect(await names()).toEqual(['young']);
});
`,
  },
  'DB-13': {
    'src/main.js':
      'export const run = (db, tenant) => db.query("select set_config(\'app.tenant_id\', $1, true)", [tenant]);\n',
    'migrations/001_tenants.sql': `create table products (id uuid primary key, tenant_id uuid not null, name text not null);
alter table products enable row level security;
create policy own_rows on products using (tenant_id = current_setting('app.tenant_id')::uuid);
`,
    'test/tenants.test.js': `import { expect, it } from 'vitest';
it('does not see the rows of another', async () => {
  expect(await as('tenant-b').list()).toEqual([]);
});
`,
  },
  'DB-15': {
    'test/queries.test.js': `import { expect, it } from 'vitest';
it('reads a list by two queries, however long it is', async () => {
  const queries = await queriesOf(() => orders.list({ limit: 100 }));
  expect(queries).toHaveLength(2);
});
`,
  },
  'DB-16': {
    'src/main.js': `import { from } from 'pg-copy-streams';
export const load = (client, file, checkpoint) => client.query(from('copy products from stdin'));
`,
    'test/load.test.js': `import { expect, it } from 'vitest';
it('goes on where it was interrupted', async () => {
  const rows = 100_000;
  await interrupted(load(rows));
  expect(await resume()).toBe(rows);
});
`,
  },
  'DB-17': {
    'src/main.js': "import pg from 'pg';\nexport const migrator = new pg.Pool({ lock_timeout: 5000 });\n",
    'docs/migrations.md': `# Migrations without downtime

Expand: add the new column, nullable, and write both. Migrate: fill old rows in batches, each with a checkpoint.
Contract: one release later, drop the old column. Each step can be taken back on its own.
`,
    '.github/workflows/ci.yml': `on: pull_request
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: npx squawk migrations/*.sql
`,
  },
};
