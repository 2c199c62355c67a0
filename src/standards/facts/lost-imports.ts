import ignore from 'ignore';
import { posix } from 'node:path';
import { isCode } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { once } from './once.ts';
import { resolveImport } from './resolve-import.ts';

/** An import of a file that is not there. */
export interface LostImport {
  readonly place: Place;
  readonly specifier: string;
}

interface Links {
  readonly found: readonly string[];
  readonly lost: readonly LostImport[];
}

/** By its text, since it is asked of every file; types count as well, because without them nothing is built. */
const relativeImport =
  /^(?:import|export)\b[^;'"]*\bfrom\s*['"](\.[^'"]+)['"]|^import\s*['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm;

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const ignored = once((repository) => ignore.default().add(repository.text('.gitignore') ?? ''));

/** What is ignored is made later, by a generator or a build. */
const isMadeLater = (repository: Repository, from: string, specifier: string): boolean => {
  const path = posix.join(posix.dirname(from), specifier);
  return path.startsWith('../') || ignored(repository).ignores(path);
};

const readLinks = (repository: Repository, path: string): Links => {
  const text = repository.text(path) ?? '';
  const found: string[] = [];
  const lost: LostImport[] = [];
  for (const match of text.matchAll(relativeImport)) {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const target = resolveImport(repository, path, specifier);
    if (target !== undefined) found.push(target);
    else if (!isMadeLater(repository, path, specifier))
      lost.push({ place: { path, line: lineAt(text, match.index) }, specifier });
  }
  return { found, lost };
};

const knownLinks = once(() => new Map<string, Links>());

const linksOf = (repository: Repository, path: string): Links => {
  const known = knownLinks(repository);
  const links = known.get(path) ?? readLinks(repository, path);
  known.set(path, links);
  return links;
};

/** The first import, in these files or in what they import, of a file that is not there: none of them can be loaded. */
export const lostImportOf = (repository: Repository, paths: readonly string[]): LostImport | undefined => {
  const waiting = paths.filter((path) => isCode(path));
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const { found, lost } = linksOf(repository, path);
    const [first] = lost;
    if (first !== undefined) return first;
    const fresh = found.filter((target) => isCode(target) && !seen.has(target));
    for (const target of fresh) seen.add(target);
    waiting.push(...fresh);
  }
  return undefined;
};
