import { part, prove } from '../../evidence.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { diagrams, page } from './architecture-pages.ts';

export default defineStandard({
  id: 'DOC-03',
  title: 'A specification of the system, in pictures',
  why: 'Two people who draw the system differently build two systems.',
  references: ['C4 model', 'ISO/IEC/IEEE 42010'],
  features: ['architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no specification of the system',
          page(repository, /system-?spec|specification|overview|architecture\.md/i),
        ),
        part('no diagram of its containers (C4)', diagrams(repository, /^\s*C4(?:Context|Container)/m)),
        part('no sequence of what happens', diagrams(repository, /^\s*sequenceDiagram/m)),
        part('no diagram of the data', diagrams(repository, /^\s*erDiagram/m)),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      'Draw context and containers (C4), the main sequences and the tables as Mermaid diagrams in `docs/architecture/`.',
    ),
});
