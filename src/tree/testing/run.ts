import { applyChanges, type AppliedChanges } from '../apply.ts';
import type { ChangeSet, ConflictPolicy } from '../change-set.ts';
import { createEmission, type Emission } from '../emission.ts';
import { lockTarget } from '../lock.ts';
import { planChanges } from '../plan.ts';
import { recoverTarget } from '../recover.ts';
import { resolveTarget, type Target } from '../target.ts';
import type { Files } from './temporary-folder.ts';

/** An emission of plain files. */
export function emissionOf(files: Files): Emission {
  return createEmission(Object.entries(files).map(([path, content]) => [path, { content }] as const));
}

/** Plans and applies under the lock, as a run of the command does. */
export async function run(target: Target, plan: () => Promise<ChangeSet>): Promise<AppliedChanges> {
  const lock = lockTarget(target);
  try {
    recoverTarget(lock);
    return await applyChanges(await plan(), lock);
  } finally {
    lock.release();
  }
}

/** Puts files into a folder. */
export function put(directory: string, files: Files, onConflict: ConflictPolicy): Promise<AppliedChanges> {
  const target = resolveTarget(directory);
  return run(target, () => planChanges(emissionOf(files), target, { onConflict }));
}

/** What is done with each path. */
export function actionsOf(changeSet: ChangeSet): Record<string, string> {
  return Object.fromEntries(changeSet.changes.map(({ path, action }) => [path, action]));
}
