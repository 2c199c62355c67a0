import { part, prove } from '../../evidence.ts';
import { composeServices } from '../../facts/compose-file.ts';
import { programTexts } from '../../facts/program-texts.ts';
import { variableInProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const grant = /\bgrant\s+(?:select|usage|insert|connect)\b/i;

const userIn = (url: string): string | undefined => /^\w+:\/\/([^:@/]+)/.exec(url)?.[1];

/** Services of the Compose file that come to the database as different roles. */
const twoRoles = (repository: Repository): Place[] => {
  const urls = composeServices(repository).flatMap(({ environment, place }) =>
    Object.entries(environment)
      .filter(([name]) => /DATABASE|POSTGRES|PG|DB/.test(name) && /URL|URI/.test(name))
      .flatMap(([, url]) => {
        const user = userIn(url);
        return user === undefined ? [] : [{ user, place }];
      }),
  );
  return new Set(urls.map(({ user }) => user)).size > 1 ? urls.map(({ place }) => place) : [];
};

/** What makes the roles on an empty server of the Compose file. */
const roleScripts = (repository: Repository): Place[] =>
  repository
    .matching(/^deploy\/.+\.(?:sh|sql)$/)
    .filter((path) => /^create role\b/im.test(repository.text(path) ?? ''))
    .map((path) => ({ path, line: 1 }));

export default defineStandard({
  id: 'DB-14',
  title: "Least privilege: the server's database role cannot change the schema",
  why: 'Whoever gets hold of the server then still cannot drop a table or rewrite the audit log.',
  references: ['OWASP ASVS 5.0 V13.2.2'],
  features: ['postgres'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no connection of its own for migrations',
          variableInProgram(
            repository,
            /^(?:DATABASE_MIGRATION_URL|MIGRATIONS?_DATABASE_URL|DIRECT_URL|MIGRATOR_\w+|DATABASE_OWNER_URL)$/,
          ),
        ),
        part('nothing that grants the role of the server rights on rows alone', programTexts(repository, grant)),
        ...(repository.choices === undefined
          ? []
          : [part('nothing that makes the two roles for the Compose file', roleScripts(repository))]),
        part('no two roles in the Compose file', twoRoles(repository)),
      ],
      tests: [
        part(
          'no test that the role of the server cannot change the schema',
          testsThat(repository, {
            says: [/create table|drop table|alter table/i, /42501|insufficient_privilege|permission denied|rejects/i],
          }),
        ),
      ],
      unseen: { because: 'the rights of a role stand in the database', command: 'psql "$DATABASE_URL" -c \'\\\\dp\'' },
    }),
  remedy: () =>
    steps(
      'Make two roles: one owns the tables and runs migrations (DATABASE_MIGRATION_URL), the other one is what the server runs as (DATABASE_URL).',
      'After each migration GRANT SELECT, INSERT, UPDATE, DELETE on the tables to the second one, and nothing else.',
      'Test that CREATE TABLE as the second role fails with SQLSTATE 42501.',
    ),
});
