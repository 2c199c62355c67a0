import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { conflictsOf, writesOf, type ChangeSet } from './change-set.ts';
import { asTreeError, ChangeConflictError, RollbackError, StalePlanError } from './errors.ts';
import { closeJournal, writeJournal, type Operation } from './journal.ts';
import type { TargetLock } from './lock.ts';
import { perform, undoAll, type OperationContext } from './operations.ts';
import { stateOf } from './plan.ts';
import { assertNotCancelled, assertUnchanged, stageChanges, stageTree, type StageOptions } from './stage.ts';
import { assertTarget, statOf } from './target.ts';

/** What a change set has done. */
export interface AppliedChanges {
  /** The target did not exist before. */
  readonly created: boolean;
  readonly written: number;
  readonly deleted: number;
}

/**
 * Applies a change set as one: a new target is made by one rename; in one that exists, files are moved in under a
 * journal. Whatever this throws, the target is as it was; if the process is killed, it is so after `recoverTarget`.
 *
 * @param lock the lock of the change set's target
 * @param options an abort of `signal` counts until the files are moved in; from then on the run finishes
 * @throws {ChangeConflictError} the change set has conflicts, or one has come up since
 * @throws {StalePlanError} the target is not what it was when planned
 * @throws {AnotherRunError} the lock was lost
 * @throws {CancelledError} the signal was aborted in time
 * @throws {FileSystemError} the file system refused
 * @throws {RollbackError} it refused even to put things back; the next run's `recoverTarget` does
 */
export async function applyChanges(
  changeSet: ChangeSet,
  lock: TargetLock,
  options: StageOptions = {},
): Promise<AppliedChanges> {
  const conflicts = conflictsOf(changeSet);
  if (conflicts.length > 0) throw new ChangeConflictError(changeSet.target.path, conflicts);
  assertNotCancelled(options.signal);
  const written = writesOf(changeSet).length;
  const deleted = changeSet.changes.filter(({ action }) => action === 'delete').length;
  const created = changeSet.state === 'absent';
  if (!created && written + deleted === 0) return { created, written, deleted };
  try {
    mkdirSync(lock.place.folder, { mode: 0o700 });
    await removingStaged(lock.place.folder, () => (created ? createTarget : changeTarget)(changeSet, lock, options));
  } catch (error) {
    throw asTreeError(error, changeSet.target.path);
  }
  return { created, written, deleted };
}

/** Removes the staged files at the end, unless they are needed to undo what could not be undone now. */
async function removingStaged(folder: string, work: () => Promise<void>): Promise<void> {
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  // `process.exit` skips every `finally`; it cannot come while files are being moved in.
  process.once('exit', remove);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RollbackError)) remove();
    throw error;
  } finally {
    process.removeListener('exit', remove);
  }
  remove();
}

async function createTarget(changeSet: ChangeSet, lock: TargetLock, options: StageOptions): Promise<void> {
  const { target } = changeSet;
  const tree = join(lock.place.folder, 'tree');
  await stageTree(tree, writesOf(changeSet), options);
  assertReady(changeSet, lock);
  if (statOf(target.path) !== undefined) throw new StalePlanError(target.path);
  renameSync(tree, target.path);
}

/** From here on nothing may wait, so that no signal handler runs before the files are all in place. */
function assertReady({ target }: ChangeSet, lock: TargetLock): void {
  lock.assertHeld();
  assertTarget(target);
}

async function changeTarget(changeSet: ChangeSet, lock: TargetLock, options: StageOptions): Promise<void> {
  const { target } = changeSet;
  const { folder } = lock.place;
  if (stateOf(target) === 'absent') throw new StalePlanError(target.path);
  const operations = await stageChanges(folder, changeSet, options);
  assertReady(changeSet, lock);
  assertUnchanged(changeSet);
  writeJournal(folder, operations);
  const context = { root: target.path, folder };
  try {
    for (const operation of operations) perform(operation, context);
    closeJournal(folder);
  } catch (error) {
    rollBack(operations, context);
    throw error;
  }
}

function rollBack(operations: readonly Operation[], context: OperationContext): void {
  try {
    undoAll(operations, context);
  } catch (error) {
    throw new RollbackError(context.root, error);
  }
}
