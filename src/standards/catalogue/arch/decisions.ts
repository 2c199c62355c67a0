import type { Place } from '../../standard.ts';
import type { Repository } from '../../repository/repository.ts';
import { sectionsOf, type Section } from '../../facts/markdown.ts';

/** A decision that somebody wrote down. */
export interface Decision {
  readonly place: Place;
  readonly title: string;
  readonly text: string;
}

const paths = /(?:^|\/)(?:adrs?|decisions|decision-records?)\/(?:adr-?)?\d+[-_].*\.md$/i;

const hasAbout = (sections: readonly Section[], heading: RegExp): boolean =>
  sections.some((section) => heading.test(section.heading) && section.prose.trim() !== '');

/** Records of decisions that tell what was to be decided, what was decided, and what follows from it. */
export const decisions = (repository: Repository): readonly Decision[] =>
  repository.matching(paths).flatMap((path) => {
    const sections = sectionsOf(path, repository.text(path) ?? '');
    const [title] = sections;
    const isWhole =
      hasAbout(sections, /context|problem|situation|why/i) &&
      hasAbout(sections, /decision|decided|choice|outcome/i) &&
      hasAbout(sections, /consequence|result|price|follows|cost|trade/i);
    if (title === undefined || !isWhole) return [];
    return [{ place: title.place, title: title.heading, text: sections.map(({ prose }) => prose).join('\n') }];
  });
