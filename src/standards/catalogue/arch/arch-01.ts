import { part, prove } from '../../evidence.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { decisions } from './decisions.ts';

const pattern = /monolith|microservice|serverless|service-oriented/i;
const reasons = /team|people|complexity|scale|load|grow/i;

export default defineStandard({
  id: 'ARCH-01',
  title: 'The architecture pattern was chosen for a reason',
  why: 'Services that a small team does not need cost it most of its time.',
  references: ['ISO/IEC/IEEE 42010'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no record of why this pattern was chosen (team, complexity, scale)',
          decisions(repository)
            .filter(({ title, text }) => pattern.test(`${title} ${text}`) && reasons.test(text))
            .map(({ place }) => place),
        ),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      'Write `docs/adr/0001-<pattern>.md` with Context, Decision and Consequences: how large the team is, how complex the subject, how much it has to carry, and what would change your mind.',
    ),
});
