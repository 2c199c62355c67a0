import { rmSync } from 'node:fs';

import { asTreeError, FileSystemError } from './errors.ts';
import { readJournal, type JournalState } from './journal.ts';
import type { TargetLock } from './lock.ts';
import { undoAll } from './operations.ts';
import { statOf, type Target } from './target.ts';
import { workPlaceOf } from './work-place.ts';

/**
 * Undoes what an earlier run left when it was killed, and removes its staged files. A run that had finished is left
 * finished. Call it with the lock, before planning.
 *
 * @returns whether a run had been killed while it changed files in the target
 * @throws {JournalError} what is there was not left by a run
 * @throws {FileSystemError} something that is not ours stands in the place of our files, or it cannot be undone
 */
export function recoverTarget(lock: TargetLock): boolean {
  const { folder } = lock.place;
  try {
    const state = leftIn(folder);
    if (state === undefined) return false;
    if (state.kind === 'applying') undoAll(state.operations, { root: lock.target.path, folder });
    rmSync(folder, { recursive: true, force: true });
    return state.kind === 'applying';
  } catch (error) {
    throw asTreeError(error, folder);
  }
}

/**
 * Whether a run is half-way through changing the files of the target, or was killed there: what they say then is
 * neither what they were nor what they will be. Writes nothing.
 *
 * @throws {JournalError} what is there was not left by a run
 * @throws {FileSystemError} something that is not ours stands in the place of our files
 */
export function isHalfWritten(target: Target): boolean {
  return leftIn(workPlaceOf(target).folder)?.kind === 'applying';
}

/** Whether a run is at work on the target, or has left something behind. */
export function hasTraces(target: Target): boolean {
  const { lockFile, folder } = workPlaceOf(target);
  return statOf(lockFile) !== undefined || statOf(folder) !== undefined;
}

function leftIn(folder: string): JournalState | undefined {
  const stats = statOf(folder);
  if (stats === undefined) return undefined;
  // Somebody else's folder of that name could tell us to change files with our rights.
  const isForeign = process.getuid !== undefined && stats.uid !== process.getuid();
  if (!stats.isDirectory() || isForeign) throw new FileSystemError(folder, 'EEXIST');
  return readJournal(folder);
}
