import { foremost, part, prove } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer } from '../../facts/search.ts';
import { firstTextIn } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Where the database is spoken to, before those who only ask for it. */
const adapters = /persistence|database|repositor|prisma|\bdb\b/i;

export default defineStandard({
  id: 'DB-07',
  title: 'Transactions, optimistic and pessimistic locking',
  why: 'Two requests at the same time must not sell the last piece twice, nor overwrite each other unseen.',
  references: ['OWASP ASVS 5.0 V2.3'],
  features: ['ordering', 'resources'],
  check: (repository) => {
    const transactions = inServer(repository, {
      kind: 'call',
      text: /\.(?:transaction|\$transaction|startTransaction|withTransaction)$/,
    });
    const begun = inServer(repository, { kind: 'string', text: /^\s*(?:begin|start transaction)\b/i });
    const byVersion = [
      ...inServer(repository, {
        kind: 'call',
        text: /\.(?:where|andWhere)$/,
        where: ({ node }) => firstTextIn(node) === 'version',
      }),
      ...inServer(repository, { kind: 'string', text: /\bwhere\b[\s\S]*\bversion\s*=/i }),
      ...inServer(repository, { kind: ['call', 'name'], text: 'VersionColumn' }),
      ...inServer(repository, { kind: 'key', text: 'optimisticConcurrency' }),
    ];
    const locks = [
      ...inServer(repository, { kind: 'call', text: /\.(?:forUpdate|forShare|setLock)$/ }),
      ...inServer(repository, { kind: 'string', text: /\bfor (?:no key )?update\b|\bfor share\b|pessimistic_write/i }),
    ];
    const changes = routes(repository).some(({ method }) => method === 'PUT' || method === 'PATCH');
    return prove(repository, {
      parts: [
        part(
          'no transaction',
          foremost([...begun, ...foremost(transactions, adapters)], /transaction|unit-?of-?work/i),
        ),
        ...(changes ? [part('no write that compares the version it is based on', byVersion)] : []),
        part('no lock on rows that are about to be taken (SELECT … FOR UPDATE)', locks),
      ],
      tests: [
        part(
          'no test of writers at the same time',
          testsThat(repository, {
            says: [/^Promise\.all(?:Settled)?$/],
            file: [/transaction|version|stock|conflict|references/i],
            title: /\btwo\b|\bboth\b|same time|at once|concurren|parallel|simultan|\brac(?:e|ing)\b|\bmeet\b/i,
            in: /integration|e2e|database|concurren/i,
          }),
        ),
      ],
      unseen: {
        because: 'no transaction and no lock is in a form that is known here',
        command: 'git grep -niE "transaction|for update|version"',
      },
    });
  },
  remedy: () =>
    steps(
      'Put writes that belong together into one transaction, and run it again on serialization_failure and deadlock_detected.',
      'Update with WHERE id = … AND version = …, and answer 412 when no row was changed.',
      'Take stock after SELECT … FOR UPDATE in one order of ids; test with many buyers at once.',
    ),
});
