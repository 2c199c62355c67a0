import { withFiles } from '../repository/memory-repository.ts';
import { isTest } from '../repository/paths.ts';
import type { Repository } from '../repository/repository.ts';
import type { Remedy } from '../standard.ts';
import { skipped } from './broken.ts';

/** The repository with every test skipped. */
export const withoutTests = (repository: Repository): Repository =>
  withFiles(
    repository,
    Object.fromEntries(
      repository.files.filter((path) => isTest(path)).map((path) => [path, skipped(repository.text(path) ?? '')]),
    ),
  );

/**
 * The repository after a remedy was applied.
 * @throws Error when the remedy is no diff, or does not begin from the repository as it is
 */
export const applied = (repository: Repository, remedy: Remedy): Repository => {
  if (remedy.kind !== 'diff') throw new Error(`The remedy is ${remedy.kind}, not a diff.`);
  for (const { path, before } of remedy.changes) {
    if (repository.text(path) !== before) throw new Error(`${path} is not as the diff takes it to be.`);
  }
  return withFiles(repository, Object.fromEntries(remedy.changes.map(({ path, after }) => [path, after])));
};
