import { setting, type Facts } from '../facts/facts.ts';
import { connectionsOf } from './capacity.ts';
import {
  code,
  codes,
  count,
  document,
  list,
  milliseconds,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';

const targets = (facts: Facts): Block => {
  const p95 = facts.loadTests?.p95 ?? 200;
  const failures = (facts.loadTests?.failureRate ?? 0.001) * 100;
  const gate = facts.loadTests === undefined ? 'not measured in the pipeline' : code(facts.run('test:load'));
  return table(
    ['Target', 'Value', 'Held by'],
    [
      ['95 of 100 answers', `within ${p95} ms`, gate],
      ['Failures under the usual load', `below ${failures} %`, gate],
      [
        '95 of 100 queries',
        'within 50 ms; by index on 100,000 rows within 20 ms',
        `plans: ${code('test/integration/modules')}; times: ${facts.parts.metrics ? code('database_slow_queries_total') : 'the log of slow queries'}`,
      ],
      [
        'Ten times the usual load',
        'refusals, no failures; then back to normal',
        facts.loadTests === undefined ? 'not measured' : code(facts.run('test:load', 'stress')),
      ],
    ],
  );
};

const profiles = (facts: Facts): Block =>
  table(
    ['Profile', 'For', 'Load'],
    (facts.loadTests?.profiles ?? []).map(({ name, purpose, stages }) => [
      code(name),
      purpose,
      stages.map(({ connections, seconds }) => `${connections} × ${seconds} s`).join(', '),
    ]),
  );

/** Reads and what finds their rows: the sorts and filters of a list, and how many indexes its table has. */
const hotPaths = (facts: Facts): Block =>
  table(
    ['List', 'Filters and sorts', 'Served by'],
    facts.routes
      .filter(({ collection }) => collection)
      .map((route) => {
        const name = route.path.split('/').at(-1)?.replaceAll('-', '_') ?? '';
        const of = facts.schema.tables.find((candidate) => candidate.name === name);
        const options = [...route.filters, ...route.sorts];
        return [
          code(`${route.method} ${route.path}`),
          options.length === 0 ? '–' : codes(options),
          of === undefined ? 'see its module' : `${count(of.indexes.length, 'index', 'indexes')} of ${code(of.name)}`,
        ];
      }),
  );

interface Option {
  readonly title: string;
  readonly implementation: string;
  readonly gain: string;
  readonly tradeOffs: string;
  readonly risk: string;
  readonly when: string;
}

const option = ({ title, implementation, gain, tradeOffs, risk, when }: Option): Block =>
  subsection(
    title,
    list([
      `Implementation: ${implementation}`,
      `Expected gain: ${gain}`,
      `Trade-offs: ${tradeOffs}`,
      `Risk level: ${risk}`,
      `Worth it when: ${when}`,
    ]),
  );

const options = (facts: Facts): readonly Block[] => {
  const pool = setting(facts, 'DATABASE_POOL_MAX');
  const [read] = facts.routes.filter(
    ({ method, access }) => method === 'GET' && (access.kind === 'public' || access.kind === 'everybody'),
  );
  return [
    option({
      title: 'Option A: one process for each core',
      implementation: `start as many processes as cores behind the load balancer; each keeps ${pool} connections`,
      gain: 'close to linear in CPU, until the database is busy',
      tradeOffs: `${connectionsOf(facts).each} connections for each; ${facts.parts.rateLimits ? 'limits without Redis count for each process alone' : 'more connections at the database'}`,
      risk: 'LOW',
      when: 'the CPU of a process is above 70 % and the pool has idle connections',
    }),
    option({
      title: `Option B: keep answers of ${read === undefined ? 'the most frequent read' : code(`${read.method} ${read.path}`)}`,
      implementation: 'cache-aside by id and version, see [caching-strategy.md](caching-strategy.md)',
      gain: 'at a hit rate h the queries of the route fall to 1 − h; at 90 % to a tenth',
      tradeOffs: 'up to a minute of old data for those who did not write it; one more service to run',
      risk: 'MEDIUM',
      when: 'the pool has waiting callers, and this route makes most of the queries',
    }),
    option({
      title: 'Option C: a replica for lists',
      implementation: 'a second pool for reads that may be a second old',
      gain: 'the share of the lists in all queries leaves the primary',
      tradeOffs: 'a write is not seen in the next list at once; twice the database',
      risk: 'MEDIUM',
      when: 'the CPU of the database is above 70 % and the reads of lists dominate',
    }),
  ];
};

/** What runs short first, and what keeps it from taking the rest along. */
const bottlenecks = (facts: Facts): string | undefined =>
  table(
    ['What is short', 'Shows as', 'Guarded by'],
    [
      [
        'Database connections',
        facts.parts.metrics
          ? '`database_connections` with state `waiting` above 0'
          : '503 after the wait for a connection',
        `${code('DATABASE_POOL_MAX')} (${setting(facts, 'DATABASE_POOL_MAX')}), ${code('DATABASE_CONNECT_TIMEOUT_MS')} (${milliseconds(setting(facts, 'DATABASE_CONNECT_TIMEOUT_MS'))})`,
      ],
      [
        'A query',
        `a line in the log above ${setting(facts, 'DATABASE_SLOW_QUERY_MS')} ms`,
        `${code('DATABASE_STATEMENT_TIMEOUT_MS')} (${milliseconds(setting(facts, 'DATABASE_STATEMENT_TIMEOUT_MS'))})`,
      ],
      [
        'A lock',
        'errors after the wait for a lock',
        `${code('DATABASE_LOCK_TIMEOUT_MS')} (${milliseconds(setting(facts, 'DATABASE_LOCK_TIMEOUT_MS'))})`,
      ],
      ...(facts.parts.overload
        ? [
            [
              'CPU',
              'delay of the event loop, 503',
              `${code('OVERLOAD_MAX_EVENT_LOOP_DELAY')} (${setting(facts, 'OVERLOAD_MAX_EVENT_LOOP_DELAY')} ms)`,
            ],
          ]
        : []),
      ...(facts.variables.has('PASSWORD_HASH_CONCURRENCY')
        ? [
            [
              'Threads for passwords',
              'log-ins wait',
              `${code('PASSWORD_HASH_CONCURRENCY')} (${setting(facts, 'PASSWORD_HASH_CONCURRENCY')}), ${code('PASSWORD_HASH_QUEUE')} (${setting(facts, 'PASSWORD_HASH_QUEUE')})`,
            ],
          ]
        : []),
    ],
  );

/** Targets, how they are measured, and what would be done in which case. Figures are measured, not guessed. */
export const performanceOptimization = (facts: Facts): string =>
  document(
    'Performance optimization',
    'Measure, change one thing, measure again. No figure of this service stands here until somebody measured it on the machine it runs on.',
    section(
      'Current performance',
      targets(facts),
      facts.loadTests === undefined
        ? 'There are no load tests in this repository; until there are, the access log is the measure.'
        : `Baseline: run ${code(facts.run('test:load', 'load'))} on the machine in question; it prints p95, throughput and failures, and fails beyond the targets.`,
      profiles(facts),
    ),
    section(
      'Bottlenecks and how they show',
      bottlenecks(facts),
      `A profile: ${code('node --cpu-prof dist/src/main.js')} for the CPU, ${code('node --heapsnapshot-signal=SIGUSR2 dist/src/main.js')} for memory; both open in the developer tools of a browser.`,
    ),
    section('Queries of lists', hotPaths(facts)),
    section('Options', ...options(facts)),
    section(
      'Metrics to watch',
      table(
        ['Metric', 'Is'],
        facts.metrics.map(({ name, help }) => [code(name), help]),
      ),
    ),
  );
