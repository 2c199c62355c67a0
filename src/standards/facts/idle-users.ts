import { isTest } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import { moduleOf } from './module-graph.ts';
import { resolveImport } from './resolve-import.ts';
import { allCode } from './used.ts';

const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '');

/**
 * Files that import one of these files, and of which nothing runs: what was to apply them, and was taken out of the
 * composition. A second, narrower user of the same file would hide that.
 */
export const idleUsersOf = (repository: Repository, paths: readonly string[]): string[] => {
  const running = new Set(allCode(repository).files);
  const idle = [...new Set(paths)].flatMap((path) =>
    repository
      .sources({ containing: stemOf(path) })
      .filter((source) => !running.has(source.path) && !isTest(source.path))
      .filter((source) =>
        [...moduleOf(source).imports.values()].some(
          ({ from }) => resolveImport(repository, source.path, from) === path,
        ),
      )
      .map((source) => source.path),
  );
  return [...new Set(idle)];
};
