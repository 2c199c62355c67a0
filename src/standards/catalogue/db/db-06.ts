import { part, prove } from '../../evidence.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { inServer, packageInServer, variableInServer } from '../../facts/search.ts';
import { bare } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const inDatabase = /pool|data|db|sql|mongo|prisma|config/i;
const sizes = /^(?:max|connectionLimit|poolSize|maxPoolSize|connection_limit|maxConnections)$/;
const timeouts =
  /^(?:connectionTimeoutMillis|acquireTimeoutMillis|acquireConnectionTimeout|waitQueueTimeoutMS|connect_timeout|pool_timeout|connectTimeout)$/;
const limits = /^(?:statement_timeout|max_execution_time|maxTimeMS|socketTimeoutMS)$/;

/** Not a number that stands in the code. */
const isConfigured = ({ node }: Occurrence): boolean =>
  node.type === 'ObjectProperty' && bare(node.value).type !== 'NumericLiteral';

const underStress = (repository: Repository): Place[] =>
  testsThat(repository, {
    says: [/pool|connection/i, /unavailable|timeout|time-?out/i],
    title: /pool|connection|unavailable|exhaust|busy|free in time|\bdown\b/i,
    in: /pool|database|db/i,
  });

export default defineStandard({
  id: 'DB-06',
  title: 'Connection pool with size, time-outs and limits from the configuration, and metrics',
  why: 'A pool without limits turns one slow query into an outage, and without metrics nobody sees it coming.',
  references: ['OWASP API4:2023', 'OWASP ASVS 5.0 V13.1'],
  features: ['postgres', 'metrics'],
  check: (repository) => {
    const measured = inServer(repository, {
      kind: 'string',
      text: /^(?:database|db|pg|postgres|mysql|mongo\w*)_(?:pool|connections?)\w*$/,
    });
    const tool = packageInServer(repository, { from: /^(?:prom-client|@opentelemetry\/.*)$/ });
    return prove(repository, {
      parts: [
        part(
          'no size of the connection pool',
          inServer(repository, {
            kind: 'key',
            text: sizes,
            where: isConfigured,
            in: inDatabase,
          }),
        ),
        part(
          'no time-out for who waits for a connection',
          inServer(repository, { kind: 'key', text: timeouts, where: isConfigured, in: inDatabase }),
        ),
        part('no limit on the time of a statement', inServer(repository, { kind: 'key', text: limits })),
        part(
          'no variable that sets the size of the pool',
          variableInServer(repository, /^[A-Z_]*(?:POOL|CONNECTIONS)[A-Z_]*$/),
        ),
        part('no metric of the pool', tool.length > 0 ? measured : []),
      ],
      tests: [
        part('no test of the pool under stress', underStress(repository)),
        part(
          'no test of the metrics of the pool',
          testsThat(repository, {
            says: [/metrics/i, /(?:database|db|pg|pool)_\w*(?:connections|pool)|connections\{/i],
          }),
        ),
      ],
      unseen: {
        because: 'where the pool is made, and with which limits, cannot be seen',
        command:
          "psql \"$DATABASE_URL\" -c 'show max_connections' -c 'select state, count(*) from pg_stat_activity group by 1'",
      },
    });
  },
  remedy: () =>
    steps(
      'Read the size, the connect time-out and the statement time-out of the pool from the environment, with defaults (10 connections, 1 s, 5 s).',
      'Export gauges of its busy, idle and waiting connections at /metrics.',
      'Test that a caller who finds no connection gets 503 in time.',
    ),
});
