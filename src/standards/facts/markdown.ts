import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { once } from './once.ts';
import { ownFiles } from './own-files.ts';

export interface CodeBlock {
  /** The word after the fence, such as `sh` or `mermaid`. */
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** What stands under a heading, up to the next one of any level. */
export interface Section {
  readonly place: Place;
  readonly heading: string;
  /** The headings above it, from the title down. */
  readonly under: readonly string[];
  /** Its words, without code blocks and comments. */
  readonly prose: string;
  readonly code: readonly CodeBlock[];
}

interface Draft {
  readonly line: number;
  readonly level: number;
  readonly heading: string;
  readonly under: readonly string[];
  readonly prose: string[];
  readonly code: CodeBlock[];
}

const headingLine = /^(#{1,6})\s+(.+?)\s*#*$/;
const fenceLine = /^\s*(`{3,}|~{3,})\s*([\w-]*)/;

/** Comments become blanks, so that the lines keep their numbers. */
const withoutComments = (text: string): string =>
  text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));

/** The sections of a Markdown text. */
export const sectionsOf = (path: string, text: string): Section[] => {
  const lines = withoutComments(text).split(/\r?\n/);
  const drafts: Draft[] = [{ line: 1, level: 0, heading: '', under: [], prose: [], code: [] }];
  let above: Draft[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = fenceLine.exec(line);
    const current = drafts.at(-1);
    if (fence !== null && current !== undefined) {
      const end = endOfFence(lines, index, fence[1] ?? '```');
      current.code.push({ language: fence[2] ?? '', text: lines.slice(index + 1, end).join('\n'), line: index + 1 });
      index = end;
      continue;
    }
    const heading = headingLine.exec(line);
    if (heading === null) {
      current?.prose.push(line);
      continue;
    }
    const level = heading[1]?.length ?? 1;
    above = above.filter((draft) => draft.level < level);
    const draft = {
      line: index + 1,
      level,
      heading: heading[2] ?? '',
      under: above.map((one) => one.heading),
      prose: [],
      code: [],
    };
    above.push(draft);
    drafts.push(draft);
  }
  return drafts
    .filter(({ heading, prose }) => heading !== '' || prose.some((line) => line.trim() !== ''))
    .map(({ line, heading, under, prose, code }) => ({
      place: { path, line },
      heading,
      under,
      prose: prose.join('\n'),
      code,
    }));
};

const endOfFence = (lines: readonly string[], start: number, fence: string): number => {
  const end = lines.findIndex(
    (line, index) => index > start && line.trim().startsWith(fence) && /^\s*[`~]+\s*$/.test(line),
  );
  return end === -1 ? lines.length : end;
};

/** Documents that are about something else: our work plan, which must not prove itself, and what was changed when. */
const notEvidence = /(?:^|\/)(?:TODO[\w.-]*|CHANGELOG|LICENSE[\w.-]*)\.md$/i;

/** The sections of all documents of the repository. */
export const documentSections = once((repository): readonly Section[] =>
  ownFiles(repository, /\.md$/i)
    .filter((path) => !notEvidence.test(path))
    .flatMap((path) => sectionsOf(path, repository.text(path) ?? '')),
);

export interface SectionQuery {
  /** Words of which the heading, or one above it, must have one. */
  readonly heading: RegExp;
  /** What its words or code must say; all of them. */
  readonly says?: readonly RegExp[];
  readonly in?: RegExp;
  /** The fewest words it may have. */
  readonly words?: number;
}

/** Places of sections about a subject. A heading with nothing under it does not count. */
export const sectionsAbout = (repository: Repository, query: SectionQuery): Place[] =>
  documentSections(repository)
    .filter(({ place, heading, under, prose, code }) => {
      if (query.in?.test(place.path) === false) return false;
      if (![heading, ...under].some((title) => query.heading.test(title))) return false;
      const text = [prose, ...code.map((block) => block.text)].join('\n');
      return wordsIn(text) >= (query.words ?? 8) && (query.says ?? []).every((pattern) => pattern.test(text));
    })
    .map(({ place }) => place);

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;
