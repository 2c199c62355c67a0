import { part, prove } from '../../evidence.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { serverCode } from '../../facts/used.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const logCall = /(?:^|\.)(?:log|warn|info|error|debug)$/;

/** Calls of a logger with a text about slow queries, anywhere among their arguments. */
const logged = (repository: Repository): Place[] =>
  findUsed(repository, serverCode(repository), { kind: 'string', text: /slow[ -]?(?:query|queries|statement)/i })
    .filter(({ start, place }) =>
      findUsed(repository, serverCode(repository), { kind: 'call', text: logCall }).some(
        ({ node, place: other }) => other.path === place.path && (node.start ?? 0) < start && start < (node.end ?? 0),
      ),
    )
    .map(({ place }) => place);

export default defineStandard({
  id: 'DB-10',
  title: 'Slow queries are logged with their duration, and counted',
  why: 'A query gets slow long before users complain; the log says which one, the count says since when.',
  references: [],
  features: ['postgres', 'metrics'],
  check: (repository) => {
    const counted = inServer(repository, { kind: 'string', text: /^\w*slow_(?:quer(?:y|ies)|statements?)\w*$/ });
    const measures = packageInServer(repository, { from: /^(?:prom-client|@opentelemetry\/.*)$/ });
    return prove(repository, {
      parts: [
        part('no log line for a slow query', [
          ...logged(repository),
          ...inServer(repository, { kind: 'key', text: 'maxQueryExecutionTime' }),
        ]),
        part('no metric that counts slow queries', measures.length > 0 ? counted : []),
      ],
      tests: [
        part(
          'no test that a slow query is logged and counted',
          testsThat(repository, { says: [/slow/i], title: /slow/i }),
        ),
      ],
      unseen: {
        because: 'slow queries may be logged by the database itself',
        command: 'psql "$DATABASE_URL" -c \'show log_min_duration_statement\'',
      },
    });
  },
  remedy: () =>
    steps(
      'Time each query; log its text (not its values) with durationMs when it takes longer than a variable says, 200 ms by default.',
      'Count them: database_slow_queries_total at /metrics.',
      'Test it with pg_sleep and a low limit.',
    ),
});
