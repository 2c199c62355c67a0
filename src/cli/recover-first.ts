import { problem } from '../options/given.ts';
import { lockTarget } from '../tree/lock.ts';
import { hasTraces, isHalfWritten, recoverTarget } from '../tree/recover.ts';
import type { Target } from '../tree/target.ts';
import { ConflictError } from './failures.ts';

/**
 * Puts a repository back as it was before a run that was killed while it moved files in. To be called before anything
 * of it is read: half of its files are those of the killed run.
 * @throws AnotherRunError when a run is at work on it
 */
export const recoverFirst = (target: Target): void => {
  if (!hasTraces(target)) return;
  const lock = lockTarget(target);
  try {
    recoverTarget(lock);
  } finally {
    lock.release();
  }
};

/**
 * For a run that may not write, and so cannot put the repository back.
 * @throws ConflictError when a run was killed while it moved files in, or is at it
 */
export const refuseHalfWritten = (target: Target, allowing: string): void => {
  if (!isHalfWritten(target)) return;
  throw new ConflictError([
    problem(
      'directory',
      `A run was interrupted while it moved files into ${target.path}. The next run that may write puts them back as they were: ${allowing}.`,
    ),
  ]);
};
