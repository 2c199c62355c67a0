import { part, prove } from '../../evidence.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { coreFiles, leaks } from './layers.ts';

const check = (repository: Repository): Verdict => {
  const [first, ...others] = leaks(repository);
  if (first !== undefined) {
    const places = [first, ...others].slice(0, 4).map(({ place }) => place);
    return unmet(`Rules and use cases know "${first.specifier}".`, places);
  }
  return prove(repository, {
    parts: [
      part(
        'no folder of rules and use cases alone (`domain`, `application`)',
        coreFiles(repository).map((path) => ({ path, line: 1 })),
      ),
    ],
    tests: [
      part(
        'no test of what may import what',
        testsAbout(repository, {
          about: /architect|layer|import|boundar|depend/i,
          using: [/\bdomain\b/, /application|use-?case/],
        }),
      ),
    ],
  });
};

export default defineStandard({
  id: 'ARCH-02',
  title: 'Rules and use cases know no framework',
  why: 'Frameworks and databases are replaced more often than the rules of a business.',
  references: ['Hexagonal architecture (Cockburn, 2005)'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Move rules into `domain/` and use cases into `application/`; let them take what they need as interfaces.',
      'Add a test that reads the imports of both and refuses frameworks, database clients and HTTP.',
    ),
});
