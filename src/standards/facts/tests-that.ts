import type { Repository } from '../repository/repository.ts';
import { isTest } from '../repository/paths.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { loosePattern } from './loose-pattern.ts';
import { occurrencesOf, type Occurrence } from './occurrences.ts';
import { once } from './once.ts';
import type { Node } from './syntax.ts';
import { testCasesOf, type TestCase } from './test-cases.ts';

/** A text that stands somewhere in a text, a name, a key or a member; a number; or a pattern for one of them. */
export type Mention = string | RegExp | number;

export interface BodyQuery {
  /** What the body of the test must say, all of it. Its title does not count. */
  readonly says: readonly Mention[];
  /** What its file must say besides, somewhere outside of comments. */
  readonly file?: readonly Mention[];
  /** What its title, with those of the suites around it, must say. */
  readonly title?: RegExp;
  /** Which files. */
  readonly in?: RegExp;
}

const isMentioned = (body: readonly Occurrence[], mention: Mention): boolean => {
  if (typeof mention === 'number') return body.some(({ kind, text }) => kind === 'number' && text === String(mention));
  if (typeof mention !== 'string') return body.some(({ text }) => mention.test(text));
  const wanted = mention.toLowerCase();
  return body.some(({ text }) => text.toLowerCase().includes(wanted));
};

const isWithin = ({ start }: Occurrence, from: number, to: number): boolean => from <= start && start < to;

/** What stands in a test: in its function, and in the table of `it.each(…)`; not in its title. */
export const bodyOf = (source: SourceFile, { node }: TestCase): readonly Occurrence[] => {
  const { callee } = node;
  const title: Node | undefined = node.arguments[0];
  return occurrencesOf(source).filter(
    (one) => isWithin(one, title?.end ?? 0, node.end ?? 0) || isWithin(one, callee.start ?? 0, callee.end ?? 0),
  );
};

const lowerTexts = once(
  (repository): ReadonlyMap<string, string> =>
    new Map(repository.files.filter(isTest).map((path) => [path, (repository.text(path) ?? '').toLowerCase()])),
);

const mayMention = (text: string, lower: string, mention: Mention): boolean =>
  typeof mention === 'object' ? loosePattern(mention).test(text) : lower.includes(String(mention).toLowerCase());

/**
 * Places of tests that run, assert something, and whose body says something: the first one of each file. Files are
 * chosen by their text before they are parsed.
 */
export const testsThat = (repository: Repository, { says, file = [], title, in: within }: BodyQuery): Place[] =>
  [...lowerTexts(repository)].flatMap(([path, lower]) => {
    if (within?.test(path) === false) return [];
    const text = repository.text(path) ?? '';
    if (![...says, ...file].every((mention) => mayMention(text, lower, mention))) return [];
    const source = repository.source(path);
    if (source === undefined || !file.every((mention) => isMentioned(occurrencesOf(source), mention))) return [];
    const fits = testCasesOf(source).find((one) => {
      if (title?.test(one.title) === false) return false;
      const body = bodyOf(source, one);
      return says.every((mention) => isMentioned(body, mention));
    });
    return fits === undefined ? [] : [fits.place];
  });
