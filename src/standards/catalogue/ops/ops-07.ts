import { brokenLinks } from '../../facts/broken-links.ts';
import { part, prove } from '../../evidence.ts';
import { documentSections } from '../../facts/markdown.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const folder = /(?:^|\/)runbooks?\//i;
const index = /(?:^|\/)(?:README|index)\.md$/i;
const fewest = 3;

/** Runbooks that say how it shows and what to do: a title alone helps nobody at night. */
const runbooks = (repository: Repository): Place[] => {
  const sections = documentSections(repository).filter(
    ({ place }) => folder.test(place.path) && !index.test(place.path),
  );
  const paths = [...new Set(sections.map(({ place }) => place.path))];
  const says = (path: string, words: RegExp): boolean =>
    sections.some(({ place, heading, prose, code }) => {
      const text = [heading, prose, ...code.map((block) => block.text)].join('\n');
      return place.path === path && words.test(text);
    });
  return paths
    .filter(
      (path) => says(path, /symptom|shows|alert|metric|sign/i) && says(path, /`[^`]+`|\bnpm run\b|curl|psql|docker/),
    )
    .map((path) => ({ path, line: 1 }));
};

export default defineStandard({
  id: 'OPS-07',
  title: 'Runbooks for the usual incidents',
  why: 'Whoever is woken at night needs the first three commands, not the design.',
  references: [],
  features: [],
  check: (repository) => {
    const found = runbooks(repository);
    const [lost] = repository
      .matching(folder)
      .filter((path) => index.test(path))
      .flatMap((path) => brokenLinks(repository, path));
    if (lost !== undefined) return unmet(`${lost.place.path} lists ${lost.target}, which is not there.`, [lost.place]);
    return prove(repository, {
      parts: [
        part(
          'not a handful of runbooks that say how the incident shows and what to do',
          found.length < fewest ? [] : found,
        ),
        part(
          'no index of the runbooks',
          repository
            .matching(folder)
            .filter((path) => index.test(path))
            .map((path) => ({ path, line: 1 })),
        ),
      ],
      // A document is shown by no test of the program.
      tests: [],
    });
  },
  remedy: () =>
    steps(
      'Write docs/runbooks/<incident>.md for database away, overload, failed migration, attack on the log-in, leaked secret: how it shows (metric, log line), the first commands, what then.',
      'List them in docs/runbooks/README.md with the alert or metric that each belongs to.',
    ),
});
