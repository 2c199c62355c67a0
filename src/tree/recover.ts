import { rmSync } from 'node:fs';

import { asTreeError, FileSystemError } from './errors.ts';
import { readJournal } from './journal.ts';
import type { TargetLock } from './lock.ts';
import { undoAll } from './operations.ts';
import { statOf } from './target.ts';

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
  const stats = statOf(folder);
  if (stats === undefined) return false;
  // Somebody else's folder of that name could tell us to change files with our rights.
  const isForeign = process.getuid !== undefined && stats.uid !== process.getuid();
  if (!stats.isDirectory() || isForeign) throw new FileSystemError(folder, 'EEXIST');
  try {
    const state = readJournal(folder);
    if (state.kind === 'applying') undoAll(state.operations, { root: lock.target.path, folder });
    rmSync(folder, { recursive: true, force: true });
    return state.kind === 'applying';
  } catch (error) {
    throw asTreeError(error, folder);
  }
}
