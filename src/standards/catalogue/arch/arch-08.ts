import { brokenLinks } from '../../facts/broken-links.ts';
import { part, prove } from '../../evidence.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { decisions } from './decisions.ts';

/** The list of the decisions. */
const index = /(?:^|\/)(?:adrs?|decisions|decision-records?)\/(?:README|index)\.md$/i;

/** One may be an exercise; three are a habit. */
const fewest = 3;

const check = (repository: Repository): Verdict => {
  const found = decisions(repository);
  if (found.length > 0 && found.length < fewest) {
    return unmet(
      'Only one or two decisions are on record.',
      found.map(({ place }) => place),
    );
  }
  const [lost] = repository.matching(index).flatMap((path) => brokenLinks(repository, path));
  if (lost !== undefined) return unmet(`${lost.place.path} lists ${lost.target}, which is not there.`, [lost.place]);
  return prove(repository, {
    parts: [
      part(
        'no record of decisions with context, decision and consequences',
        found.map(({ place }) => place),
      ),
    ],
    tests: [],
  });
};

export default defineStandard({
  id: 'ARCH-08',
  title: 'Decisions are kept with their reasons',
  why: 'Without the reason the next person either never dares to change it, or undoes it at once.',
  references: ['ADR (Nygard, 2011)'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Keep one file for each decision in `docs/adr/NNNN-<subject>.md`: Context, Decision, Consequences.',
      'Write the next one before the next choice of a library, a store or a pattern.',
    ),
});
