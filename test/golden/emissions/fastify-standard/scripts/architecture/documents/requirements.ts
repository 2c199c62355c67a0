import { keeperOf, type Facts } from '../facts/facts.ts';
import type { Table } from '../facts/schema-types.ts';
import { bytes, code, codes, document, grouped, list, section, table, type Block } from './markdown.ts';
import { storageOf, throughputOf } from './capacity.ts';
import { neighboursOf } from './system-specification.ts';

/** Names of columns that usually say something of a person. */
const personal =
  /(?:^|_)(?:e?mail|first_name|last_name|full_name|phone|mobile|street|postcode|zip|city|birth\w*|address|agent|ip|iban|passport|sent_to)(?:_|$)/;

const MINUTES_A_MONTH = 30 * 24 * 60;

const consumers = (facts: Facts): Block => {
  const open = facts.routes.filter(({ access }) => access.kind !== 'permission' && access.kind !== 'signed-in').length;
  const signed = facts.routes.filter(({ access }) => access.kind === 'signed-in').length;
  const held = (permissions: readonly string[]): number =>
    facts.routes.filter(
      ({ access }) =>
        access.kind === 'permission' && (permissions.includes('*') || permissions.includes(access.permission)),
    ).length;
  return table(
    ['Consumer', 'Needs', 'Routes'],
    [
      ['Anybody', 'no sign-in', String(open)],
      ...facts.roles.map(({ name, description, permissions }) => [
        `Role ${code(name)}`,
        description,
        `${signed + held(permissions)} more`,
      ]),
      [
        'Browsers of other origins',
        `an entry in ${code('CORS_ORIGINS')}`,
        facts.parts.accounts ? 'as their user' : 'as anybody',
      ],
      ['Orchestrator', 'probes', codes(['GET /health/live', 'GET /health/ready', 'GET /health/startup'])],
      ...(facts.parts.metrics
        ? [['Prometheus', `${code('METRICS_TOKEN')} or ${code('METRICS_PORT')}`, code('GET /metrics')]]
        : []),
    ],
  );
};

const levels = (facts: Facts): Block => {
  const p95 = facts.loadTests?.p95 ?? 200;
  const failures = facts.loadTests?.failureRate ?? 0.001;
  const gate = facts.loadTests === undefined ? 'by hand' : code(facts.run('test:load'));
  const outage = (share: number): string => `${Number((MINUTES_A_MONTH * share).toPrecision(3))} minutes of 30 days`;
  return table(
    ['Level', 'Value', 'Means', 'Measured'],
    [
      ['Latency', `p95 < ${p95} ms`, 'of 1,000 answers 50 may take longer', gate],
      [
        'Queries',
        'p95 < 50 ms; by index < 20 ms',
        'at 100,000 rows and more',
        `plans: ${code('test/integration/modules')}`,
      ],
      ['Errors', `< ${failures * 100} %`, `${grouped(1e6 * failures)} in a million requests`, gate],
      ['Uptime', '> 99.9 %', outage(0.001), 'by whoever probes it from outside'],
      [
        'Peak',
        'ten times the usual',
        'refusals with `Retry-After`, no failures',
        facts.loadTests === undefined ? gate : code(facts.run('test:load', 'stress')),
      ],
    ],
  );
};

const growth = (facts: Facts): Block => {
  const { requests } = throughputOf(facts);
  const storage = storageOf(facts).slice(0, 4);
  return list([
    `People: no number is known. Room: a process admits up to ${grouped(requests)} requests a second within the target; at one request in 10 seconds that is ${grouped(requests * 10)} people at a time.`,
    `Rows: ${storage.map(({ table: of, million }) => `${code(of.name)} ${bytes(million)} a million`).join(', ')}. [scaling-strategy.md](scaling-strategy.md) has the arithmetic.`,
  ]);
};

/** Whether a job deletes the rows of a table once they have expired. */
const isPurged = ({ repository }: Facts, { name }: Table): boolean =>
  repository
    .paths(/^src\/platform\/database\/.*\.ts$/)
    .some((path) => new RegExp(`from ${name} where (?:\\w+\\.)?expires_at <`).test(repository.text(path)));

const endOf = (facts: Facts, of: Table): string => {
  if (of.comment === 'append-only') return 'by hand: [archive](../runbooks/audit-archive.md)';
  const ends = [
    ...(isPurged(facts, of) ? ['after it has expired'] : []),
    ...(of.foreignKeys.some(({ onDelete }) => onDelete === 'cascade') ? ['with the account'] : []),
  ];
  return ends.length === 0 ? 'by hand: nothing deletes it yet' : ends.join(', or ');
};

const personalData = (facts: Facts): Block =>
  table(
    ['Table', 'Columns that may tell of a person', 'Kept by', 'Ends'],
    facts.schema.tables.flatMap((of) => {
      const columns = of.columns.map(({ name }) => name).filter((name) => personal.test(name) && !name.endsWith('_at'));
      if (columns.length === 0) return [];
      return [[code(of.name), codes(columns), code(keeperOf(facts, of.name)), endOf(facts, of)]];
    }),
  );

/** Who uses it, what they may expect, what is known of growth and law. */
export const requirements = (facts: Facts): string => {
  const permissions = facts.routes.filter(({ access }) => access.kind === 'permission');
  return document(
    'Requirements',
    'What the code holds to today. A line that says "not known" is a question to whoever pays for the service.',
    section('Consumers', consumers(facts)),
    section(
      'Functions',
      table(
        ['Subject', 'Operations'],
        facts.modules
          .map(({ name }) => [name, facts.routes.filter(({ module }) => module === name)] as const)
          .filter(([, routes]) => routes.length > 0)
          .map(([name, routes]) => [code(name), routes.map(({ summary }) => summary).join('; ')]),
      ),
      permissions.length === 0
        ? undefined
        : `${permissions.length} of them need a permission: [auth-system.md](auth-system.md).`,
    ),
    section(
      'Service levels',
      levels(facts),
      'Recovery: not known. Until it is, plan for a backup each day (up to a day of rows lost) and a restore within 4 hours.',
    ),
    section('Growth', growth(facts)),
    section(
      'Compliance and data residency',
      personalData(facts) ?? 'No column has a name that tells of a person.',
      list([
        'By the names of columns: look over free texts as well.',
        'Residency: rows lie where `DATABASE_URL` points, mails where `MAIL_URL` does, logs where standard output goes. All three have to be in the region the law asks for.'
          .replace(facts.parts.mail ? '' : ', mails where `MAIL_URL` does', '')
          .replace('All three have', facts.parts.mail ? 'All three have' : 'Both have'),
        facts.parts.auditLog ? 'Proof: who did what is kept in `audit_events`, and tampering shows.' : undefined,
        'Export and erasure for one person: no route yet; the table above says what both have to touch.',
      ]),
    ),
    section(
      'Integrations',
      table(
        ['System', 'For', 'Configured by', 'Without it'],
        neighboursOf(facts).map(({ name, purpose, variable, without }) => [name, purpose, code(variable), without]),
      ),
    ),
  );
};
