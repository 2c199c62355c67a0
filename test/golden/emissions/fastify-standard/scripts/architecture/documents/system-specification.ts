import { tablesOf, type Facts } from '../facts/facts.ts';
import {
  code,
  codes,
  count,
  document,
  fenced,
  label,
  list,
  nodeName,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';
import { changeSequence, orderSequence } from './sequences.ts';

/** Another system this one talks to, and the variable that says where it is. */
export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly variable: string;
  readonly purpose: string;
  /** What happens without it. */
  readonly without: string;
}

const known: readonly Neighbour[] = [
  {
    id: 'database',
    name: 'PostgreSQL',
    variable: 'DATABASE_URL',
    purpose: 'keeps all rows',
    without: 'not ready; requests get 503',
  },
  {
    id: 'redis',
    name: 'Redis',
    variable: 'REDIS_URL',
    purpose: 'counts requests and attempts for all processes',
    without: 'each process counts for itself',
  },
  {
    id: 'mail',
    name: 'Mail server',
    variable: 'MAIL_URL',
    purpose: 'delivers mail by SMTP',
    without: 'mails are tried again for about half an hour, then given up; everything else goes on',
  },
  { id: 'broker', name: 'RabbitMQ', variable: 'AMQP_URL', purpose: 'carries work and events', without: 'work waits' },
  {
    id: 'replica',
    name: 'PostgreSQL replica',
    variable: 'DATABASE_REPLICA_URL',
    purpose: 'answers reads',
    without: 'the primary answers',
  },
  {
    id: 'tracing',
    name: 'Trace collector',
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    purpose: 'collects traces',
    without: 'traces are lost',
  },
  {
    id: 'errors',
    name: 'Sentry',
    variable: 'SENTRY_DSN',
    purpose: 'collects errors',
    without: 'errors stand in the log alone',
  },
];

/** The systems this repository has a variable for. */
export const neighboursOf = ({ variables }: Facts): readonly Neighbour[] =>
  known.filter(({ variable }) => variables.has(variable));

const people = (facts: Facts): readonly (readonly [string, string])[] =>
  facts.roles.length === 0
    ? [['Client', 'Anybody who can reach the API']]
    : [
        ...facts.roles.map(({ name, description }) => [name, description] as const),
        ['visitor', 'Reads what is open to everybody'],
      ];

const contextDiagram = (facts: Facts): string =>
  fenced('mermaid', [
    'C4Context',
    `  title ${label(facts.name)}: context`,
    ...people(facts).map(
      ([name, description]) => `  Person(${nodeName(name)}, "${label(name)}", "${label(description)}")`,
    ),
    '  Person(operator, "operator", "Deploys, watches, answers alerts")',
    `  System(api, "${label(facts.name)}", "${count(facts.routes.length, 'route')} over HTTPS")`,
    ...neighboursOf(facts)
      .filter(({ id }) => id !== 'database')
      .map(({ id, name, purpose }) => `  System_Ext(${id}, "${name}", "${purpose}")`),
    ...people(facts).map(([name]) => `  Rel(${nodeName(name)}, api, "JSON", "HTTPS")`),
    '  Rel(operator, api, "probes, metrics, migrations")',
    ...neighboursOf(facts)
      .filter(({ id }) => id !== 'database')
      .map(({ id }) => `  Rel(api, ${id}, "uses")`),
  ]);

const containerDiagram = (facts: Facts): string =>
  fenced('mermaid', [
    'C4Container',
    `  title ${label(facts.name)}: containers`,
    '  Person(client, "client")',
    `  System_Boundary(system, "${label(facts.name)}") {`,
    `    Container(api, "API", "${label(facts.stack)}", "${count(facts.modules.length, 'module')}, any number of processes")`,
    `    Container(commands, "Commands", "Node.js", "migrate, seed and other work by hand or job")`,
    '    ContainerDb(database, "Database", "PostgreSQL", "' + `${count(facts.schema.tables.length, 'table')}")`,
    ...(facts.parts.redis ? ['    ContainerDb(redis, "Redis", "Redis", "counters")'] : []),
    '  }',
    ...neighboursOf(facts)
      .filter(({ id }) => id !== 'database' && id !== 'redis')
      .map(({ id, name, purpose }) => `  System_Ext(${id}, "${name}", "${purpose}")`),
    '  Rel(client, api, "JSON", "HTTPS")',
    '  Rel(api, database, "SQL, as a role that changes rows")',
    '  Rel(commands, database, "SQL, as the role that owns the tables")',
    ...(facts.parts.redis ? ['  Rel(api, redis, "counts")'] : []),
    ...neighboursOf(facts)
      .filter(({ id }) => id !== 'database' && id !== 'redis')
      .map(({ id }) => `  Rel(api, ${id}, "uses")`),
  ]);

const patterns = (facts: Facts): Block =>
  table(
    ['Question', 'Answer', 'Would change with'],
    [
      [
        'Architecture pattern',
        `modular monolith of ${count(facts.modules.length, 'module')}: [microservices-design.md](microservices-design.md)`,
        'teams that block each other',
      ],
      [
        'Inside of a module',
        '`domain ← application ← {persistence, http}`, held by `test/unit/architecture.test.ts`',
        '–',
      ],
      [
        'Communication pattern',
        `REST over JSON${facts.parts.revocations ? '; between processes `LISTEN` / `NOTIFY` for revocations alone' : ''}`,
        'work that must outlive its request',
      ],
      ['Data pattern', 'rows that change in place, with versions; one database', 'a history that must be replayed'],
      [
        'Deployment pattern',
        facts.parts.container
          ? 'one stateless container image, several processes'
          : 'one stateless program, several processes',
        'load that comes in rare bursts',
      ],
    ],
  );

const flows = (facts: Facts): readonly Block[] => {
  const change = changeSequence(facts);
  return [
    facts.parts.accessTokens ? 'Register, log in and refresh: [auth-system.md](auth-system.md).' : undefined,
    change === undefined ? undefined : subsection('Change a row that others may change, too', change),
    facts.parts.ordering ? subsection('Place an order', orderSequence(facts)) : undefined,
  ];
};

const operations = (facts: Facts): Block =>
  list([
    'Logs: JSON lines on standard output with `requestId` and `traceId`.',
    facts.parts.metrics
      ? `Metrics: ${count(facts.metrics.length, 'series', 'series')} and those of Node.js at ${code('GET /metrics')}.`
      : undefined,
    `Health: ${code('GET /health/live')}, ${code('GET /health/ready')} (${facts.healthChecks.length === 0 ? 'no dependency' : codes(facts.healthChecks)}), ${code('GET /health/startup')}.`,
    facts.parts.runbooks ? 'When something breaks: [runbooks](../runbooks/README.md).' : undefined,
    facts.parts.decisions ? 'Why it is as it is: [decisions](../adr/README.md).' : undefined,
  ]);

/** The whole on one page: patterns, pictures, flows. */
export const systemSpecification = (facts: Facts): string => {
  const { domain, platform } = tablesOf(facts);
  return document(
    'System architecture specification',
    `${code(facts.name)} on ${facts.stack} and PostgreSQL: ${count(facts.modules.length, 'module')}, ${count(facts.routes.length, 'route')}, ${count(domain.length, 'table')} of the domain and ${platform.length} of the platform.`,
    section('High-level architecture', patterns(facts)),
    section('Context', contextDiagram(facts)),
    section(
      'Containers',
      containerDiagram(facts),
      'What each neighbour is for, and what happens without it: [requirements.md](requirements.md).',
    ),
    section(
      'Modules',
      table(
        ['Module', 'For', 'Tables', 'Routes'],
        facts.modules.map(({ name, responsibilities, tables }) => [
          code(name),
          responsibilities.join(' '),
          codes(tables),
          String(facts.routes.filter(({ module }) => module === name).length),
        ]),
      ),
    ),
    section('Flows', ...flows(facts)),
    section('Operations', operations(facts)),
  );
};
