import { withFiles } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';

/** How to break a file: its new text, or `undefined` when it is taken away. */
export type Break = (text: string) => string | undefined;

/**
 * The repository with some of its files broken.
 * @throws Error when a file is not there, or stays as it was: the test would show nothing
 */
export const broken = (repository: Repository, breaks: Readonly<Record<string, Break>>): Repository =>
  withFiles(
    repository,
    Object.fromEntries(
      Object.entries(breaks).map(([path, change]) => {
        const text = repository.text(path);
        if (text === undefined) throw new Error(`There is no ${path} to be broken.`);
        const changed = change(text);
        if (changed === text) throw new Error(`${path} is as it was: what was to be broken is not in it.`);
        return [path, changed];
      }),
    ),
  );

/** Takes the file away. */
export const removed: Break = () => undefined;

/** Replaces every occurrence. */
export const replaced = (search: string | RegExp, replacement: string | ((found: string) => string)): Break => {
  const give = typeof replacement === 'string' ? () => replacement : replacement;
  if (typeof search === 'string') return (text) => text.replaceAll(search, give);
  const everywhere = new RegExp(search, search.flags.includes('g') ? search.flags : `${search.flags}g`);
  return (text) => text.replace(everywhere, give);
};

/** Skips every test in the file. */
export const skipped: Break = (text) => text.replace(/^(\s*)(describe|it|test)(?=[.(])/gm, '$1$2.skip');
