import { setting, type Facts } from '../facts/facts.ts';
import { connectionsOf, memoryOf, storageOf, throughputOf } from './capacity.ts';
import { bytes, code, document, fenced, grouped, list, section, table } from './markdown.ts';

/** What rows cost on disk. */
const storageNotes = (facts: Facts): string | undefined => {
  const storage = storageOf(facts);
  const total = storage.reduce((sum, { million }) => sum + million, 0);
  const [largest] = [...storage].sort((a, b) => b.million - a.million);
  return list([
    `A million rows in each of the ${storage.length} tables: ${bytes(total)}, with a backup ${bytes(total * 2)}.`,
    largest === undefined
      ? undefined
      : `The dearest row is one of ${code(largest.table.name)}: ${largest.row + largest.indexes} bytes, ${Math.round((largest.indexes / (largest.row + largest.indexes)) * 100)} % of it index entries.`,
    'The table of each: [scaling-strategy.md](scaling-strategy.md).',
  ]);
};

/** What each step adds to the bill, and what it brings. */
const steps = (facts: Facts): string | undefined => {
  const { each, processes } = connectionsOf(facts);
  const { requests } = throughputOf(facts);
  const { bodies, hashing } = memoryOf(facts);
  return table(
    ['Step', 'Costs', 'Gains'],
    [
      [
        'Another process',
        `1 core, ${bodies + hashing === 0 ? '' : `${bytes(bodies + hashing)} and `}the program in memory, ${each} connections`,
        `up to ${grouped(requests)} requests a second within the target; restarts nobody sees from the second on`,
      ],
      ...(facts.parts.redis
        ? [['Redis', '1 small server; 150 bytes for each address and minute', 'limits that hold over all processes']]
        : []),
      ['A replica', 'the database once more', 'reads of lists leave the primary; a warm spare'],
      ['Pooler', '1 small server', `more than ${processes} processes`],
      ['Partitions and archive', 'work, no server', 'backups and vacuum of the young rows alone'],
      [
        'Shards',
        'the database for each, and the work to carry the key',
        'writes beyond one server; no transactions across',
      ],
    ],
  );
};

/** What costs without need. */
const savings = (facts: Facts): string | undefined =>
  list([
    `An index that is never used costs with every write: ${code('pg_stat_user_indexes.idx_scan')} shows it.`,
    `Answers of 304 cost no body: ${facts.routes.filter(({ conditional }) => conditional === 'etag').length} reads have an ETag.`,
    facts.parts.auditLog
      ? `${code('audit_events')} is never deleted here; the owner of the table bounds it by an archive: [audit-archive.md](../runbooks/audit-archive.md).`
      : undefined,
    facts.variables.has('LOG_LEVEL')
      ? `Logs can cost more than rows: ${code('LOG_LEVEL')} is ${code(facts.variables.get('LOG_LEVEL')?.default ?? '')}, one line for a request; at 1,000 requests a second and 400 bytes a line ${bytes(400 * 1000 * 86_400)} a day.`
      : undefined,
    `${setting(facts, 'DATABASE_POOL_MAX')} connections a process are enough: more make the database dearer, not faster.`,
  ]);

/** What each step of scaling costs and gains, in units that every provider has a price for. */
export const costNotes = (facts: Facts): string => {
  const redis = facts.parts.redis ? ' + r' : '';
  return document(
    'Cost notes',
    'Units, not money: prices differ by provider and year. Put yours in.',
    section(
      'Formula',
      fenced('text', [
        `month = n × (p_core + m × p_memory) + d + g × p_disk × 2${redis} + t × p_traffic`,
        '',
        'n  processes                     p_core     a core for a month',
        'm  GB of memory of a process     p_memory   a GB of memory for a month',
        'd  database server for a month   p_disk     a GB of disk for a month (× 2: backup)',
        ...(facts.parts.redis ? ['r  Redis for a month'] : []),
        'g  GB of rows and indexes        p_traffic  a GB that leaves',
        't  GB of answers in a month',
      ]),
    ),
    section('Steps', steps(facts)),
    section('Storage', storageNotes(facts)),
    section('What is cheaper first', savings(facts)),
  );
};
