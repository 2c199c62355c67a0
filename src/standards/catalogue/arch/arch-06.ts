import { foremost, part, prove } from '../../evidence.ts';
import { errorHandlers } from '../../facts/failures.ts';
import { packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { compilerOption } from '../../facts/tsconfig.ts';
import { isTest } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const typedAccess =
  /^(?:kysely|@prisma\/client|typeorm|@nestjs\/typeorm|drizzle-orm(?:\/.*)?|@mikro-orm\/.*|slonik|pgtyped.*|zapatos.*)$/;

const check = (repository: Repository): Verdict => {
  const scripts = repository
    .matching(/^(?!(?:test|scripts|generators|docs)\/).+\/.+\.(?:js|mjs|cjs)$/)
    .filter((path) => !isTest(path));
  const typed = repository.matching(/\.[cm]?ts$/);
  if (typed.length === 0 && scripts.length > 0)
    return unmet(
      'The sources are JavaScript.',
      scripts.slice(0, 3).map((path) => ({ path, line: 1 })),
    );
  const strict = compilerOption(repository, 'strict');
  return prove(repository, {
    parts: [
      part('no `strict` in tsconfig.json', [strict?.value === true ? strict.place : undefined]),
      part(
        'no typed access to the data (Kysely, Prisma, TypeORM, Drizzle)',
        packageInServer(repository, { from: typedAccess }),
      ),
      part('no place that sees to all failures', errorHandlers(repository)),
    ],
    tests: [
      part(
        'no test of how failures are answered',
        foremost(
          testsAbout(repository, {
            about: /error|failure|refus|unknown|not found/i,
            using: [/500|INTERNAL|40\d|NOT_FOUND/],
          }),
          /errors?\b|failures?\b|exception/i,
        ),
      ),
    ],
  });
};

export default defineStandard({
  id: 'ARCH-06',
  title: 'Strict types down to the tables, one place for failures',
  why: 'What the compiler refuses never reaches a customer.',
  references: [],
  features: [],
  check,
  remedy: () =>
    steps(
      'Set `strict` in tsconfig.json, and read the tables through types (Kysely, Prisma, TypeORM or Drizzle).',
      'Let every failure, also of asynchronous handlers, reach one error handler.',
    ),
});
