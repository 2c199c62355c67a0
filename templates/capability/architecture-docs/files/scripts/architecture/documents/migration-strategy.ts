import { setting, type Facts } from '../facts/facts.ts';
import { unsafeChanges } from '../facts/unsafe-changes.ts';
import { code, codes, count, document, list, milliseconds, numbered, section, table, type Block } from './markdown.ts';
import { contentOf } from './migration-content.ts';

/** What changes of a table lock, and the way around. True of PostgreSQL 12 and newer. */
const locks: readonly (readonly string[])[] = [
  ['Add a column, also with a constant default', 'a moment', 'as it is'],
  [
    'Add a column that differs by row: generated, `serial`, `default gen_random_uuid()`',
    'everything, while the table is written anew',
    'an optional column, filled by the code for new rows and in batches for old ones',
  ],
  ['Drop a column', 'a moment', 'after no release reads or writes it'],
  [
    'Add an index',
    'writes, for the whole build',
    'by hand first: `create index concurrently`, which no transaction can hold; then a migration with `create index if not exists`',
  ],
  [
    'Make a column required',
    'everything, for a scan',
    'add `check (… is not null) not valid`; in the next release validate it, then `set not null`, then drop the check',
  ],
  [
    'Add a foreign key',
    'writes of both tables, for a scan',
    '`not valid` first, `validate constraint` in the next release',
  ],
  ['Add a check', 'everything, for a scan', '`not valid` first, `validate constraint` in the next release'],
  ['Change a type', 'everything, while the table is written anew', 'a second column, filled in batches; then switch'],
  [
    'Drop an index',
    'everything, while it waits for the queries that run',
    'by hand first: `drop index concurrently`; then a migration with `drop index if exists`',
  ],
  [
    'Change or delete rows (`update`, `delete`)',
    'each row that it finds, to the end of all migrations',
    'batches, as in step 3; `truncate` and `lock table` stop everything: never',
  ],
  [
    'Rename a column or table',
    'a moment, but breaks the release that runs',
    'a second column or a view; never in one step',
  ],
];

const steps = (facts: Facts): Block =>
  table(
    ['Step', 'Release', 'Schema', 'Checkpoint before the next'],
    [
      [
        '1 Expand',
        'the old one runs',
        'add what is new, optional',
        `${code(facts.run('db:status'))} shows it; no error and no slow query for a day`,
      ],
      ['2 Write both', 'the new one writes old and new', '–', 'new rows carry both'],
      [
        '3 Fill',
        '–',
        `batches of 1,000 to 10,000 rows, each a transaction under ${milliseconds(setting(facts, 'DATABASE_STATEMENT_TIMEOUT_MS'))}`,
        'a count of rows that differ is 0',
      ],
      ['4 Read new', 'the next one reads new alone', 'add the constraints, validated', 'one release back still works'],
      [
        '5 Contract',
        'no release knows the old',
        'drop it',
        `a backup that was restored; ${code('down')} cannot bring data back`,
      ],
    ],
  );

/** Changes that take a lock or break a release, and why somebody found that harmless. */
const accepted = (facts: Facts): Block =>
  table(
    ['Accepted in', 'Table', 'Problem', 'Why it is safe'],
    unsafeChanges(facts.schema).map((change) => [
      code(change.migration),
      code(change.table),
      change.problem,
      change.accepted ?? 'nobody has said',
    ]),
  );

const numbers = (facts: Facts): Block => {
  const { tables } = facts.schema;
  const text = /lock_timeout: ([\d_]+)/.exec(facts.repository.text('src/platform/database/migrations.ts'))?.[1];
  const waits = text === undefined ? undefined : Number(text.replaceAll('_', ''));
  const [largest] = [...tables].sort((a, b) => b.indexes.length - a.indexes.length);
  return list([
    `All pending migrations run in one transaction: what they lock stays locked to its end, so a release brings one slow step at most.`,
    waits === undefined
      ? undefined
      : `A migration gives up when it waits ${milliseconds(waits)} for a lock, and nothing is changed: whatever comes after it on the table would wait, too.`,
    'Filling: 1,000,000 rows in batches of 5,000 are 200 transactions; at 100 ms each 20 seconds, with a pause of the same length 40.',
    largest === undefined
      ? undefined
      : `${code(largest.name)} has the most indexes (${largest.indexes.length}): each row written there is written ${largest.indexes.length + 1 + largest.uniques.length} times, so it is filled slowest.`,
  ]);
};

const before = (facts: Facts): Block =>
  section(
    'Before',
    numbered([
      'Back up, and restore the backup into an empty database, as [backup-restore.md](../runbooks/backup-restore.md) has it: a backup that was never restored is a hope.',
      `Take a baseline: ${facts.scripts.has('test:load') ? code(facts.run('test:load')) : 'p95 of the routes'}, slow queries of a day, sizes of tables.`,
      `Run it up, down and up on a copy of production's size; ${code('test/integration/database/migrations.test.ts')} does so on an empty one.`,
    ]),
  );

/** How the schema changes while people use it. */
export const migrationStrategy = (facts: Facts): string => {
  const { migrations } = facts.schema;
  const oneWay = migrations.filter(({ reversible }) => !reversible);
  return document(
    'Migration strategy',
    `${count(migrations.length, 'migration')}, ${oneWay.length === 0 ? 'each with its way back' : `${count(oneWay.length, 'of them', 'of them')} without a way back: ${codes(oneWay.map(({ name }) => name))}`}. They run as the role of ${code('DATABASE_MIGRATION_URL')}, which owns the tables; the server's own role cannot change them. A server that finds a migration missing is not ready; it never runs one in production.`,
    section(
      'Migrations',
      table(
        ['Migration', 'Does', 'Way back'],
        migrations.map((migration) => [
          code(migration.path),
          contentOf(migration),
          migration.reversible ? 'yes' : 'no',
        ]),
      ),
    ),
    before(facts),
    section('Steps without downtime', steps(facts)),
    section(
      'Locks',
      table(['Change', 'Locks', 'Instead'], locks),
      `${code('test/unit/architecture/migrations.test.ts')} refuses these changes of tables that exist, and those that it cannot read, unless the comment in front of the statement says why it does no harm: ${code('// safe: the table has ten rows.')}`,
      accepted(facts),
      numbers(facts),
    ),
    section(
      'After',
      numbered([
        `${code(facts.run('db:status'))}: nothing is pending; ${code('GET /health/startup')} answers 200 on every process.`,
        `${facts.parts.metrics ? `${code('database_slow_queries_total')} and p95 of the routes` : 'Slow queries in the log'} as before, for an hour of usual load.`,
        'Only then the next step.',
      ]),
    ),
    section(
      'Way back',
      list([
        `Until step 4: start the release before; the schema fits both, and its ${code(facts.run('db:migrate'))} leaves the schema as it is. ${code(facts.run('db:rollback'))} of the release that brought the last migration takes it back.`,
        'After step 5: restore, or write the column anew. That is why it is a release of its own.',
        'Blue-green: both releases share the database, so the same steps hold. A flag in the code may switch step 2 and 4; there is no feature for flags in this repository.',
      ]),
    ),
  );
};
