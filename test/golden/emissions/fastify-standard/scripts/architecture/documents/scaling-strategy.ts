import { keeperOf, setting, tablesOf, type Facts } from '../facts/facts.ts';
import { textBounds } from '../facts/sizes.ts';
import {
  connectionsOf,
  memoryOf,
  QUERY_SECONDS,
  server,
  shardRoot,
  shardsOf,
  storageOf,
  throughputOf,
} from './capacity.ts';
import { bytes, code, codes, document, grouped, list, section, subsection, table, type Block } from './markdown.ts';

const horizontal = (facts: Facts): Block => {
  const { each, available, processes } = connectionsOf(facts);
  const { arithmetic, requests } = throughputOf(facts);
  const listener = facts.parts.revocations ? ' + 2 for revocations, one that listens and one that checks' : '';
  return table(
    ['What', 'Arithmetic', 'Result'],
    [
      [
        'Connections of a process',
        `${code('DATABASE_POOL_MAX')} ${setting(facts, 'DATABASE_POOL_MAX')}${listener}`,
        String(each),
      ],
      [
        'Connections of the database',
        `${server.maxConnections} (its default) − ${server.reserved} for the superuser − ${server.forPeople} for migrations and people`,
        String(available),
      ],
      ['Processes on one database', `⌊${available} ÷ ${each}⌋`, String(processes)],
      [
        'Requests a second of a process, at most, within the target',
        `${arithmetic} (Little's law: a bound, not a measurement)`,
        grouped(requests),
      ],
      ['The same of all processes', `${processes} × ${grouped(requests)}`, grouped(processes * requests)],
      [
        'Queries a second of a pool, at 5 ms each',
        `${setting(facts, 'DATABASE_POOL_MAX')} ÷ ${QUERY_SECONDS} s`,
        grouped(setting(facts, 'DATABASE_POOL_MAX') / QUERY_SECONDS),
      ],
    ],
  );
};

const storage = (facts: Facts): Block =>
  table(
    ['Table', 'Row', 'Its index entries', '1,000,000 rows'],
    storageOf(facts).map(({ table: of, row, indexes, million }) => [
      code(of.name),
      `${row} bytes`,
      `${indexes} bytes`,
      bytes(million),
    ]),
  );

const shards = (facts: Facts): Block => {
  const root = shardRoot(facts);
  if (root === undefined) return undefined;
  const { along, others } = shardsOf(facts, root);
  const sizes = new Map(storageOf(facts).map(({ table: of, million }) => [of.name, million]));
  const domain = new Set(tablesOf(facts).domain.map(({ name }) => name));
  const grown = along.filter((name) => domain.has(name));
  const largest = grown.sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))[0] ?? root;
  const perMillion = sizes.get(largest) ?? 1;
  return list([
    `Cut by ${code(root)}: ${codes(along)} lead to it by foreign keys and lie on its shard; every query of theirs has to carry the key.`,
    others.length === 0
      ? undefined
      : `Not cut: ${codes(others)}. Small ones are copied to every shard; those that grow by time are partitioned by it.`,
    `When: one server holds the working set in memory no longer. At ${bytes(perMillion)} a million rows of ${code(largest)}, 64 GB of memory hold about ${grouped(64e9 / perMillion)} million rows with their indexes; a disk of 1 TB ${grouped(1e12 / perMillion)} million.`,
    'Before it, in this order: larger server, replica for lists, partitions by time, archive of old rows. Sharding gives up transactions and foreign keys across shards.',
  ]);
};

const grows = (facts: Facts): Block => {
  const timed = facts.schema.tables.filter(
    ({ name, columns }) =>
      keeperOf(facts, name) === 'platform' &&
      columns.some((column) => /^(?:occurred|expires|created)_at$/.test(column.name)),
  );
  return timed.length === 0
    ? undefined
    : `Tables that grow with traffic, whatever the domain holds: ${codes(timed.map(({ name }) => name))}. Partition them by month when they pass 100 million rows.`;
};

const vertical = (facts: Facts): Block => {
  const { bodies, hashing } = memoryOf(facts);
  return table(
    ['Resource', 'Arithmetic', 'Grow it when'],
    [
      [
        'CPU of a process',
        '1 core; JavaScript runs on one thread',
        'use is above 70 % for 10 minutes: start another process',
      ],
      [
        'Memory of a process',
        [
          bodies === 0
            ? `bodies up to ${code('BODY_LIMIT')} for each request under way`
            : `bodies ${code('BODY_LIMIT')} × requests at a time = ${bytes(bodies)}`,
          hashing === 0
            ? ''
            : `passwords ${code('PASSWORD_HASH_CONCURRENCY')} × ${bytes(hashing / Math.max(1, setting(facts, 'PASSWORD_HASH_CONCURRENCY')))} = ${bytes(hashing)}`,
          `plus the program itself: read ${facts.parts.metrics ? code('process_resident_memory_bytes') : 'the memory of the process'} after a warm-up`,
        ]
          .filter((text) => text !== '')
          .join('; '),
        'above 80 % of its limit',
      ],
      [
        'Memory of the database',
        'the tables and indexes that are read daily, from the table below',
        'reads from disk rise in `pg_stat_database`',
      ],
      ['CPU of the database', '–', 'above 70 % with no slow query to blame'],
      ...(facts.parts.redis
        ? [
            [
              'Memory of Redis',
              'counters × about 150 bytes: 1,000,000 addresses in a minute are 150 MB',
              'above 80 % of its limit',
            ],
          ]
        : []),
    ],
  );
};

/** What is done when, from the first process to shards. */
const phases = (facts: Facts, processes: number): string | undefined =>
  table(
    ['Phase', 'From', 'What', 'Next when'],
    [
      ['1', 'the first day', '1 process, 1 database', 'a restart must not be seen, or CPU above 70 %'],
      [
        '2',
        'the first who would notice a restart',
        `2 processes behind a balancer${facts.parts.rateLimits ? ', Redis' : ''}`,
        `CPU above 70 % with ${processes} processes, or the database's above 70 %`,
      ],
      [
        '3',
        `more than ${processes} processes`,
        'pooler, larger database, replica for lists',
        'the working set no longer fits the memory',
      ],
      ['4', 'a table beyond 100 million rows', 'partitions by time, archive', 'writes fill one server'],
      [
        '5',
        'one server cannot write it',
        `shards by ${code(shardRoot(facts) ?? 'id')}, or a module as a service of its own: [microservices-design.md](microservices-design.md)`,
        '–',
      ],
    ],
  );

/** The tables of this repository against the connections, memory and disk of a server. */
export const scalingStrategy = (facts: Facts): string => {
  const { processes } = connectionsOf(facts);
  return document(
    'Scaling strategy',
    `Processes keep nothing that matters: any of them can answer any request, so they are added and taken away at will. The database is what has to grow by plan. What it costs: [cost-notes.md](cost-notes.md).`,
    section('Horizontal scaling', horizontal(facts)),
    section(
      'Load balancing and sessions',
      list([
        `No sticky sessions: ${facts.parts.accounts ? 'a token names the sign-in, whose state is read from the database and forgotten everywhere at once' : 'a request carries all that is needed'}.`,
        `Probe ${code('GET /health/ready')}; it turns 503 as soon as a process is to stop. ${code('SHUTDOWN_GRACE')} (${setting(facts, 'SHUTDOWN_GRACE')} s) must be longer than the probe's interval, ${code('KEEP_ALIVE_TIMEOUT')} (${setting(facts, 'KEEP_ALIVE_TIMEOUT')} s) longer than the balancer's idle time.`,
        facts.parts.rateLimits
          ? `With more than one process set ${code('REDIS_URL')}: without it each counts for itself, so ${processes} of them allow ${processes} times the limit.`
          : undefined,
        `CDN: ${facts.routes.some(({ cacheControl }) => cacheControl !== undefined) ? 'see [caching-strategy.md](caching-strategy.md) for what it may keep' : 'the API says `no-store`, so it serves TLS and distance alone'}.`,
      ]),
    ),
    section('Vertical scaling', vertical(facts)),
    section(
      'Storage',
      `By PostgreSQL's layout of rows: a header of 24 bytes, columns with alignment, 4 bytes for the line pointer; index entries likewise, pages filled to 90 %. Texts are taken as a quarter of their limit, ${textBounds.least} to ${textBounds.most} bytes, ${textBounds.withoutLimit} where there is none. Optional columns count in full.`,
      storage(facts),
      grows(facts),
    ),
    section(
      'Database scaling',
      subsection(
        'Read replicas',
        `Not chosen: all queries go to ${code('DATABASE_URL')}. What would bring one: lists make most of the load and may be a second old. Streaming replication costs a second server of the same size; reads after a write by the same caller stay on the primary.`,
      ),
      subsection('Sharding, on paper', shards(facts)),
      subsection(
        'Connections',
        `Beyond ${processes} processes: a pooler in transaction mode in front of the database, with ${code('DATABASE_PREPARED_STATEMENTS')} off and the time-outs set on the role (README, Poolers)${facts.parts.revocations ? '; revocations need a direct connection, a pooler does not pass notifications on, and then every request asks the database' : ''}. Larger pools are no way out: more than 20 connections in a process slow each other down.`,
      ),
    ),
    section('Phases', phases(facts, processes)),
  );
};
