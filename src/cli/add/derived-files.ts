import { derivedFiles } from '../../compose/derive.ts';
import type { Derivation } from '../../compose/emit.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import { createReader } from '../../tree/existing.ts';
import { inOrder, updated } from '../../tree/plan.ts';
import { changedFiles } from '../plan/changed-files.ts';

/**
 * Makes anew what follows from other files, from what the change set makes of these: a document about all tables names
 * those that the person has added as well. What cannot be read, because a merge left conflict markers in it, keeps the
 * documents as they are emitted; their own check shows that they are stale.
 */
export const withDerivedFiles = async (
  changeSet: ChangeSet,
  derived: readonly string[],
  derivations: readonly Derivation[],
): Promise<ChangeSet> => {
  const files = changedFiles(changeSet);
  for (const path of derived) files.delete(path);
  const read = createReader(changeSet.target.path);
  try {
    const made = [...(await derivedFiles(files, derivations))].flatMap(([path, content]) => {
      const existing = read(path);
      if (existing.kind === 'blocked') return [];
      return [updated(path, content, existing)];
    });
    return { ...changeSet, changes: inOrder([...changeSet.changes, ...made]) };
  } catch (error) {
    if (error instanceof SyntaxError) return changeSet;
    throw error;
  }
};
