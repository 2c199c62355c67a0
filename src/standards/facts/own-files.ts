import type { Repository } from '../repository/repository.ts';

/** Folders of files that stand for something else: what tests read, what is shown, what others are made from. */
const borrowed =
  /(?:^|\/)(?:tests?|__tests__|e2e|spec|fixtures?|golden|examples?|templates|generators|vendor|third[-_]party)\//i;

/** The paths that match, without those that belong to tests, examples and templates. */
export const ownFiles = (repository: Repository, pattern: RegExp): readonly string[] =>
  repository.matching(pattern).filter((path) => !borrowed.test(path));
