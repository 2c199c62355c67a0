import { part, prove } from '../../evidence.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { faces, moduleFolders, trespasses } from './modules.ts';

const check = (repository: Repository): Verdict => {
  const [first, ...others] = trespasses(repository);
  if (first !== undefined) {
    const places = [first, ...others].slice(0, 4).map(({ place }) => place);
    return unmet(`A module reaches past the face of another one: "${first.specifier}".`, places);
  }
  const faced = new Set(faces(repository).map((path) => path.split('/').slice(0, -1).join('/')));
  const faceless = moduleFolders(repository).find((folder) => !faced.has(folder));
  if (faceless !== undefined) return unmet(`The module ${faceless} has no public face (\`index.ts\`).`);
  return prove(repository, {
    parts: [
      part(
        'no module with a face of its own (`src/modules/<name>/index.ts`)',
        faces(repository).map((path) => ({ path, line: 1 })),
      ),
    ],
    tests: [
      part(
        'no test of how modules reach each other',
        testsAbout(repository, {
          about: /architect|module|import|boundar/i,
          using: [/\bmodules?\b/, /\bindex\b|public face/],
        }),
      ),
    ],
  });
};

export default defineStandard({
  id: 'ARCH-03',
  title: 'Modules own their data and show a face',
  why: 'What every module may reach into can never be changed, and never be taken out.',
  references: ['Domain-Driven Design (Evans, 2003): bounded contexts'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Give each subject a folder `src/modules/<name>` with an `index.ts`, and let the others import nothing else of it.',
      'Add a test that reads the imports and refuses every other way.',
    ),
});
