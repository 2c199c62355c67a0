import { distinct, foremost, part, prove } from '../../evidence.ts';
import { inProgram, variableInProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const deletes = /^\s*delete\s+from\b/i;

/** Code that removes rows for good, in files that name the column which says that they are past their time. */
const purges = (repository: Repository, column: RegExp): Place[] => {
  const removals = [
    ...inProgram(repository, {
      kind: 'call',
      text: /\.(?:deleteFrom|deleteMany|destroy)$|(?:^|\.)delete(?:In|By)Batch(?:es)?$/,
    }),
    ...inProgram(repository, { kind: 'string', text: deletes }),
  ];
  const named = new Set(inProgram(repository, { kind: 'string', text: column }).map(({ path }) => path));
  const jobs = new Set(
    inProgram(repository, {
      kind: ['key', 'name', 'call'],
      text: /purge|prune|retention|archive|expire[sd]?Rows|cleanUp/i,
    }).map(({ path }) => path),
  );
  const found = distinct(removals).filter(({ path }) => named.has(path) && jobs.has(path));
  return foremost(found, /purge|prune|retention|archive|expired|deleted/i);
};

export default defineStandard({
  id: 'DB-12',
  title: 'Retention: what is past its time is purged or archived',
  why: 'Rows that nobody needs slow every query, and personal data that nobody needs is a liability.',
  references: ['OWASP ASVS 5.0 V14.2'],
  features: ['retention'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no job that removes rows which have expired', purges(repository, /expires?_?at/i)),
        part('no job that removes rows which were marked as deleted long ago', purges(repository, /deleted_?at/i)),
        part(
          'no variable that says how long rows are kept',
          variableInProgram(repository, /^[A-Z_]*(?:RETENTION|PURGE|ARCHIVE|KEEP_(?:DAYS|FOR))[A-Z_]*$/),
        ),
      ],
      tests: [
        part(
          'no test of the purge',
          testsThat(repository, { says: [/purge|retention|archive/i], file: [/deleted_?at/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Add a variable RETENTION_DAYS (30, say) and a command that deletes, in batches of 1,000, rows whose deleted_at is older, children first, and rows whose expires_at has passed.',
      'Run it once a day, under an advisory lock so that one process does it; log how many rows it removed.',
      'Test that it leaves younger and referenced rows alone.',
    ),
});
