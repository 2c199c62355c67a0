import { posix } from 'node:path';
import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';

/** A link of a document to a file of the repository that is not there. */
export interface BrokenLink {
  readonly target: string;
  readonly place: Place;
}

const link = /\]\((?!\w+:|#|\/)([^)#\s]+)(?:#[^)\s]*)?\)/g;

/** The links of a document that lead nowhere. */
export const brokenLinks = (repository: Repository, path: string): BrokenLink[] =>
  (repository.text(path) ?? '').split('\n').flatMap((line, index) =>
    [...line.matchAll(link)].flatMap(([, target = '']): BrokenLink[] => {
      const file = posix.normalize(posix.join(posix.dirname(path), target));
      const isThere = repository.has(file) || repository.files.some((one) => one.startsWith(`${file}/`));
      return isThere || file.startsWith('..') ? [] : [{ target, place: { path, line: index + 1 } }];
    }),
  );
