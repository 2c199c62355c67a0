import { isTest } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import { moduleOf } from './module-graph.ts';
import { findUsed } from './occurrences.ts';
import { once } from './once.ts';
import { nameOf } from './syntax.ts';
import { allCode, serverCode } from './used.ts';

const composition = /^src\/app\/.+\.ts$/;

/** Classes that NestJS is told to use. */
const provided = once(
  (repository): ReadonlySet<string> =>
    new Set(
      findUsed(repository, serverCode(repository), { kind: 'key', text: /^use(?:Class|Existing)$/ }).flatMap(
        ({ node }) => (node.type === 'ObjectProperty' ? (nameOf(node.value) ?? []) : []),
      ),
    ),
);

/** A guard that another file borrows is no guard of all routes. */
const isProvided = (repository: Repository, path: string): boolean => {
  const source = repository.source(path);
  return source === undefined || [...moduleOf(source).exports.keys()].some((name) => provided(repository).has(name));
};

/**
 * Files of the composition of a repository of ours of which nothing runs: a plugin, a middleware, a guard or a hook that
 * was taken out, and whose file was left behind.
 */
export const unplugged = (repository: Repository, name: RegExp): string[] => {
  if (repository.choices === undefined) return [];
  const running = new Set(allCode(repository).files);
  return repository
    .matching(composition)
    .filter((path) => name.test(path) && !isTest(path))
    .filter((path) => !running.has(path) || (path.startsWith('src/app/guards/') && !isProvided(repository, path)));
};
