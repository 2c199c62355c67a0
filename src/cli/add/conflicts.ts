import { markedFilesOf, type Change, type ChangeSet, type ConflictPolicy } from '../../tree/change-set.ts';
import type { Emission } from '../../tree/emission.ts';
import { problem } from '../../options/given.ts';
import { ConflictError } from '../failures.ts';

/**
 * Decides about files in which the user and we changed the same lines: refuse, leave theirs, take ours, or write both
 * between conflict markers.
 * @throws ConflictError that lists them, under `fail`
 */
export const settleConflicts = (changeSet: ChangeSet, policy: ConflictPolicy, theirs: Emission): ChangeSet => {
  const marked = new Set(markedFilesOf(changeSet).map(({ path }) => path));
  if (marked.size === 0 || policy === 'merge') return changeSet;
  if (policy === 'fail') {
    throw new ConflictError(
      [...marked].map((path) =>
        problem('on-conflict', `${path}: you and this change edited the same lines; --on-conflict merge writes both.`),
      ),
    );
  }
  const settle = (change: Change): Change => {
    if (!marked.has(change.path)) return change;
    const ours = theirs.get(change.path);
    if (policy === 'skip' || ours === undefined || !('content' in change)) {
      return { path: change.path, action: 'skip', reason: 'you edited the same lines' };
    }
    return { ...change, action: 'overwrite', content: ours.content, conflicts: 0 };
  };
  return { ...changeSet, changes: changeSet.changes.map(settle) };
};
