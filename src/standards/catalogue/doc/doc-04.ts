import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const about = (repository: Repository, heading: RegExp): Place[] =>
  sectionsAbout(repository, { heading, in: /requirements?\.md$/i });

export default defineStandard({
  id: 'DOC-04',
  title: 'Requirements: who uses it, and what they may expect',
  why: 'Without a target every load is too much, and without a region every server is the wrong one.',
  references: ['ISO/IEC/IEEE 29148'],
  features: ['architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no list of consumers', about(repository, /consumer|client|user/i)),
        part('no service levels', about(repository, /service level|sla|slo/i)),
        part('no expected growth', about(repository, /growth|volume|capacity/i)),
        part('no word on compliance and where data lies', about(repository, /compliance|residency|privacy/i)),
        part('no list of integrations', about(repository, /integration|depend|third/i)),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      'Write `docs/architecture/requirements.md`: consumers, service levels, growth, compliance and residency, integrations; say what is not known yet.',
    ),
});
