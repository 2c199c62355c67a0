import type { Assessment } from './assess.ts';
import type { Repository } from './repository/repository.ts';
import type { Remedy } from './standard.ts';

/**
 * The next best step for a standard that is open: a feature of the running version that the repository does not have
 * yet, else what the standard itself advises.
 * @param available ids of the features that `add` can add
 */
export const remedyOf = (
  repository: Repository,
  { standard, verdict }: Assessment,
  available: ReadonlySet<string>,
): Remedy => {
  const chosen = repository.choices?.features;
  const feature = standard.features.find((id) => available.has(id) && chosen?.includes(id) === false);
  return feature === undefined ? standard.remedy(repository, verdict) : { kind: 'add', feature };
};
