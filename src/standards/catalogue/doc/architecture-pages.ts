import { sectionsOf } from '../../facts/markdown.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** A page says something when it has this many words. */
const fewestWords = 80;

/** A runbook or a decision on a subject is no design of it. */
const otherKinds = /\/(?:runbooks?|adrs?|decisions)\//i;

/** Where a page of the documents begins, if it is about the subject and says something. */
export const page = (repository: Repository, name: RegExp): Place[] =>
  repository
    .matching(/^(?:docs?|documentation)\/.+\.md$/i)
    .filter((path) => name.test(path) && !otherKinds.test(path))
    .filter((path) => wordsIn(repository.text(path) ?? '') >= fewestWords)
    .map((path) => ({ path, line: 1 }));

/** Where a diagram of the kind stands in the documents. */
export const diagrams = (repository: Repository, kind: RegExp): Place[] =>
  repository
    .matching(/^(?:docs?|documentation)\/.+\.md$|^README\.md$/i)
    .flatMap((path) =>
      sectionsOf(path, repository.text(path) ?? '').flatMap(({ code }) =>
        code
          .filter(({ language, text }) => language === 'mermaid' && kind.test(text))
          .map(({ line }) => ({ path, line })),
      ),
    );
