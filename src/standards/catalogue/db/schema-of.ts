import { migrations, type Migrations } from '../../facts/migrations.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Verdict } from '../../standard.ts';
import { unknown, unmet } from '../../verdicts.ts';

/** Judges the schema that the migrations make; where there is none to be read, says so. */
export const withSchema = (repository: Repository, judge: (found: Migrations) => Verdict): Verdict => {
  const found = migrations(repository);
  if (found.schema.tables.size > 0) return judge(found);
  if (repository.choices !== undefined) return unmet('There is no migration that creates a table.');
  return unknown(
    'no migration says in SQL or in calls of Kysely what the schema is',
    'pg_dump --schema-only "$DATABASE_URL"',
  );
};
