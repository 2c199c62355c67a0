import { part, prove } from '../../evidence.ts';
import { migrations } from '../../facts/migrations.ts';
import { programTexts } from '../../facts/program-texts.ts';
import { inServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const auditTable = /audit/i;

const chained = (repository: Repository): Place[] =>
  [...migrations(repository).schema.tables.values()]
    .filter(({ name }) => auditTable.test(name))
    .filter(
      ({ columns }) =>
        columns.some(({ name }) => /prev\w*_?hash/i.test(name)) &&
        columns.some(({ name }) => /^hash$|digest|mac/i.test(name)),
    )
    .map(({ place }) => place);

const guarded = (repository: Repository): Place[] => [
  ...migrations(repository)
    .schema.statements.filter(({ words }) => /^create trigger .*audit.*before (?:update|delete)/.test(words))
    .map(({ place }) => place),
  ...programTexts(repository, /\brevoke\b[^;]*\b(?:update|delete)\b[^;]*\baudit/i),
];

export default defineStandard({
  id: 'SEC-11',
  title: 'An audit log that cannot be changed unseen',
  why: 'After an incident the question is who did what; a log that the intruder could edit gives no answer.',
  references: ['OWASP ASVS 5.0 V16.2', 'OWASP ASVS 5.0 V16.4'],
  features: ['audit-log'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no table of audit events whose rows are chained by hashes', chained(repository)),
        part('nothing in the database that refuses changes of it', guarded(repository)),
        part(
          'nothing that records an event',
          inServer(repository, { kind: 'call', text: /audit\w*\.(?:record|append|log|write)$/i }),
        ),
      ],
      tests: [
        part('no test that the database refuses changes', [
          ...testsThat(repository, {
            says: [/reject|throw|refus/i],
            title: /append|(?:refuse|reject|forbid)s? .*(?:by|update|delete|change)/i,
            in: /audit/i,
          }),
          ...testsThat(repository, { says: [/audit/i, /reject|throw|refus/i], title: /refus|append|chang/i }),
        ]),
        part(
          'no test that tampering shows',
          testsThat(repository, {
            says: [/chain|hash|intact|verify/i],
            title: /tamper|chang|behind|alter|removed|flaw/i,
            in: /audit/i,
          }),
        ),
      ],
      unseen: { because: 'no audit log of a form that is known here', command: 'git grep -niE "audit"' },
    }),
  remedy: () =>
    steps(
      'Add a table of audit events: who, what, on what, when, from where, with which result, the hash of the row before and its own.',
      'Refuse UPDATE, DELETE and TRUNCATE by a trigger, and grant the server SELECT and INSERT alone.',
      'Add a command that walks the chain and names the first row that does not fit; test it with a row changed behind the guard.',
    ),
});
