import { unlessLost } from './loadable.ts';
import type { Repository } from './repository/repository.ts';
import { groupOf, groups, type Group, type Standard, type Verdict } from './standard.ts';

/** A standard, and what its check found in a repository. */
export interface Assessment {
  readonly standard: Standard;
  readonly verdict: Verdict;
}

/** Which standards are wanted; without it, all. With both, those that are in either. */
export interface Selection {
  readonly groups?: readonly Group[];
  readonly ids?: readonly string[];
}

/** Whether a standard is among the wanted ones. */
export const isSelected = (standard: Standard, { groups: wantedGroups, ids }: Selection): boolean =>
  (wantedGroups === undefined && ids === undefined) ||
  wantedGroups?.includes(groupOf(standard)) === true ||
  ids?.includes(standard.id) === true;

/** A repository can hold anything: a check that fails on it must not take the other verdicts with it. */
const verdictOf = (standard: Standard, repository: Repository): Verdict => {
  try {
    const because = standard.appliesTo?.(repository);
    return because === undefined
      ? unlessLost(repository, standard.check(repository))
      : { status: 'not-applicable', because };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'unknown', because: `the check of ${standard.id} failed: ${reason}` };
  }
};

const rank = (standard: Standard): number => groups.indexOf(groupOf(standard));

/** Standards in the order in which they are shown: by group, then by number. */
export const inOrder = (standards: readonly Standard[]): Standard[] =>
  standards.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));

/** Holds a repository against the standards. Nothing of the repository is run. */
export const assess = (
  repository: Repository,
  standards: readonly Standard[],
  selection: Selection = {},
): Assessment[] =>
  inOrder(standards)
    .filter((standard) => isSelected(standard, selection))
    .map((standard) => ({ standard, verdict: verdictOf(standard, repository) }));
