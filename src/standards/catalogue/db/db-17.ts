import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { inProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const linters = /\b(?:squawk|strong[-_]migrations|eugene|atlas migrate lint|pgroll|safe-pg-migrations)\b/;

/** A tool in CI that refuses statements which lock a table for long. */
const toolsInCi = (repository: Repository): Place[] =>
  ciCommands(repository)
    .filter(({ text }) => linters.test(text))
    .map(({ place }) => place);

/** A test of the repository's own that does. */
const ownLint = (repository: Repository): Place[] =>
  testsThat(repository, {
    says: [/migration/i],
    file: [/create index|concurrently|alter table/i],
    title: /lock|unsafe|lint|zero.?downtime|concurrent/i,
  });

/** `set lock_timeout = 0` takes a limit away, and `to default` gives back one that is set elsewhere. */
const lockTimeout = /\block_timeout\b(?!\s*(?:=|to)\s*(?:0|default)\b)/i;

/** A limit on waiting for locks, where there are migrations: those of requests have another. */
const lockTimeouts = (repository: Repository): Place[] =>
  inProgram(repository, { kind: ['key', 'string'], text: lockTimeout }).filter(({ path }) =>
    /migrat/i.test(`${path} ${repository.text(path) ?? ''}`),
  );

export default defineStandard({
  id: 'DB-17',
  title: 'Changes of the schema without downtime',
  why: 'During a release the old and the new version run side by side; a change that only one of them knows stops the other.',
  references: [],
  features: ['migration-lint'],
  check: (repository) => {
    const tools = toolsInCi(repository);
    const own = ownLint(repository);
    return prove(repository, {
      parts: [
        part(
          'no document of the steps: expand, migrate, contract, with a way back',
          sectionsAbout(repository, {
            heading: /migrat|expand|zero|downtime|schema/i,
            says: [/expand/i, /contract/i],
            words: 20,
          }),
        ),
        part('no limit on how long a migration waits for a lock', lockTimeouts(repository)),
        part('no check of migrations for statements that lock a table', [...tools, ...own]),
      ],
      // A tool is a check by itself; one of our own is a test.
      tests: tools.length > 0 ? [] : [part('no test of the migrations', own)],
    });
  },
  remedy: () =>
    steps(
      'Document in docs/architecture/migration-strategy.md: expand (add, nullable), migrate (fill in batches, write both), contract (remove, a release later), with a checkpoint and a way back for each.',
      'Set lock_timeout for migrations, so that one that cannot get its lock fails instead of stopping all others.',
      'Add a test over migrations/ that refuses CREATE INDEX without CONCURRENTLY on tables that exist, SET NOT NULL, changes of a type, and renames, unless a comment says why it is safe.',
    ),
});
