import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'DOC-07',
  title: 'What each step of growth costs and gains',
  why: 'The next server is bought in a hurry, and is mostly the wrong one.',
  references: [],
  features: ['architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no section about costs', sectionsAbout(repository, { heading: /cost/i, in: /cost|scal|architecture/i })),
        part(
          'no steps with what they gain',
          sectionsAbout(repository, {
            heading: /step|phase|scal/i,
            says: [/cost/i, /gain|benefit|more|up to/i],
            in: /cost|scal/i,
          }),
        ),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      'Write `docs/architecture/cost-notes.md`: for each step of growth what it costs, what it gains, and what is cheaper first.',
    ),
});
