import { part, prove } from '../../evidence.ts';
import { migrations } from '../../facts/migrations.ts';
import { inServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const tenantColumn = /^(?:tenant|organi[sz]ation|account|workspace)_?id$/i;

const statements = (repository: Repository, words: RegExp): Place[] =>
  migrations(repository)
    .schema.statements.filter((one) => words.test(one.words))
    .map(({ place }) => place);

export default defineStandard({
  id: 'DB-13',
  title: 'Tenants are kept apart by the database',
  why: 'One forgotten WHERE must not show the rows of one customer to another.',
  references: ['OWASP API1:2023', 'OWASP ASVS 5.0 V8.4'],
  features: ['multi-tenancy'],
  check: (repository) => {
    const tables = [...migrations(repository).schema.tables.values()];
    const columns = tables.flatMap((table) => table.columns.filter(({ name }) => tenantColumn.test(name)));
    return prove(repository, {
      parts: [
        part(
          'no column that says whose tenant a row is',
          columns.map(({ place }) => place),
        ),
        part(
          'no row-level security on the tables',
          statements(repository, /^alter table .*(?:enable|force) row level security/),
        ),
        part('no policy that lets a tenant see its own rows only', statements(repository, /^create policy/)),
        part(
          'nothing that tells the database the tenant of a request',
          inServer(repository, {
            kind: 'string',
            text: /set_config\(\s*(?:'\w+\.|\$)|\bset (?:local|session) \w+\.\w+/i,
          }),
        ),
      ],
      tests: [part('no test that one tenant cannot reach another', testsThat(repository, { says: [/tenant/i] }))],
    });
  },
  remedy: () =>
    steps(
      'Give each table of the domain a tenant_id uuid NOT NULL, first in its indexes.',
      "ALTER TABLE … ENABLE and FORCE ROW LEVEL SECURITY; CREATE POLICY … USING (tenant_id = current_setting('app.tenant_id')::uuid).",
      "At the beginning of each transaction call set_config('app.tenant_id', …, true) with the tenant of the signed-in caller; test every route with two tenants.",
    ),
});
