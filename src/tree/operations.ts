import { mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

import { StalePlanError, systemCode } from './errors.ts';
import { createReader, type Reader } from './existing.ts';
import { backupPath, stagedPath, type Operation } from './journal.ts';
import { sha256 } from './sha256.ts';
import { statOf } from './target.ts';

/** Where operations take place. */
export interface OperationContext {
  /** Absolute path of the target. */
  readonly root: string;
  /** The folder of staged files and backups. */
  readonly folder: string;
}

/**
 * Does one operation. A file that is replaced is never missing, not even for a moment.
 *
 * @throws {StalePlanError} something came in between
 */
export function perform(operation: Operation, { root, folder }: OperationContext): void {
  const path = join(root, operation.path);
  switch (operation.op) {
    case 'make-folder':
      mkdirSync(path);
      return;
    case 'write':
      if (!operation.replaces && statOf(path) !== undefined) throw new StalePlanError(path);
      renameSync(stagedPath(folder, operation.index), path);
      return;
    case 'delete':
      renameSync(path, backupPath(folder, operation.index));
      return;
    case 'remove-folder':
      removeIfEmpty(path);
      return;
  }
}

/**
 * Undoes operations from the last to the first, each if it was done at all. What the user has changed since then is
 * theirs and stays.
 */
export function undoAll(operations: readonly Operation[], context: OperationContext): void {
  for (const operation of [...operations].reverse()) undo(operation, context, createReader(context.root));
}

function undo(operation: Operation, { root, folder }: OperationContext, read: Reader): void {
  const path = join(root, operation.path);
  const existing = read(operation.path);
  switch (operation.op) {
    case 'make-folder':
      removeIfEmpty(path);
      return;
    case 'write': {
      const wasDone = statOf(stagedPath(folder, operation.index)) === undefined;
      const isOurs = existing.kind === 'file' && sha256(existing.bytes) === operation.after;
      if (!wasDone || !isOurs) return;
      if (operation.replaces) renameSync(backupPath(folder, operation.index), path);
      else unlinkSync(path);
      return;
    }
    case 'delete':
      if (existing.kind === 'absent' && statOf(backupPath(folder, operation.index)) !== undefined) {
        renameSync(backupPath(folder, operation.index), path);
      }
      return;
    case 'remove-folder':
      if (existing.kind === 'absent') mkdirSync(path);
      return;
  }
}

/** Removes a folder unless something stands in it. */
function removeIfEmpty(path: string): void {
  if (statOf(path)?.isDirectory() !== true) return;
  try {
    rmdirSync(path);
  } catch (error) {
    const code = systemCode(error);
    // POSIX lets a system answer either.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
