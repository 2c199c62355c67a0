import type { ConflictChange } from './change-set.ts';
import { visible } from './text.ts';

/**
 * A failure that is told to a person in one line: what happened and where (`message`), what to do (`suggestion`).
 * `exitCode` is what the run ends with: 1 file system, 2 wrong input, 3 conflict, 130 cancelled.
 */
export abstract class TreeError extends Error {
  abstract readonly exitCode: 1 | 2 | 3 | 130;
  readonly suggestion: string;

  constructor(message: string, suggestion: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.suggestion = suggestion;
  }
}

/** A path that is not a portable path inside the target. */
export class UnsafePathError extends TreeError {
  readonly exitCode = 2;

  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(
      `The path ${visible(JSON.stringify(path))} ${reason}.`,
      'Choose a name that is a plain file name on every system.',
    );
  }
}

/** Files of one emission that cannot stand beside each other. */
export class EmissionError extends TreeError {
  readonly exitCode = 1;

  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`The file ${path} cannot be emitted: ${reason}.`, 'Rename one of the two.');
  }
}

/** A symbolic link, or something that is no folder, in the path of the target. */
export class TargetPathError extends TreeError {
  readonly exitCode = 3;

  constructor(
    readonly path: string,
    reason: string,
    suggestion: string,
  ) {
    super(`${path} ${reason}.`, suggestion);
  }
}

/** What stands in the way in the target; nothing was written. */
export class ChangeConflictError extends TreeError {
  readonly exitCode = 3;

  constructor(
    readonly target: string,
    readonly conflicts: readonly ConflictChange[],
  ) {
    super(
      `${target} holds ${conflicts.length === 1 ? 'a file' : `${String(conflicts.length)} files`} in the way.`,
      'Choose another directory, or remove what is in the way.',
    );
  }
}

/** The target changed between plan and apply; nothing was written. */
export class StalePlanError extends TreeError {
  readonly exitCode = 3;

  constructor(readonly path: string) {
    super(`${path} changed while the run was at work.`, 'Run the command again.');
  }
}

/** Another run holds the target. */
export class AnotherRunError extends TreeError {
  readonly exitCode = 3;

  constructor(
    readonly target: string,
    lockFile: string,
    pid?: number,
  ) {
    super(
      `Another run at work on ${target}${pid === undefined ? '' : ` (process ${String(pid)})`}.`,
      `Wait for it to end. If there is none, remove ${lockFile}.`,
    );
  }
}

/** The run was cancelled before the files were moved in; nothing was written. */
export class CancelledError extends TreeError {
  readonly exitCode = 130;

  constructor(cause: unknown) {
    super('Cancelled. Nothing was written.', 'Run the command again.', { cause });
  }
}

const FAULTS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ['permission denied', 'Choose a directory that you may write to, or change its permissions.'],
  EPERM: ['operation not permitted', 'Choose a directory that you may write to, or change its permissions.'],
  EROFS: ['the file system is read-only', 'Choose a directory on a writable file system.'],
  ENOSPC: ['no space left on the device', 'Free some space and run the command again.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run the command again.'],
  EMFILE: ['too many open files', 'Raise the limit of open files (ulimit -n) and run the command again.'],
  ENAMETOOLONG: ['the path is too long', 'Choose a directory with a shorter path.'],
  EEXIST: ['something else stands in its place', 'Move it away and run the command again.'],
  EXDEV: ['a folder in it lies on another file system', 'Run the command in a directory without mounts inside.'],
};

/** The file system refused; what was begun is rolled back. */
export class FileSystemError extends TreeError {
  readonly exitCode = 1;

  constructor(
    readonly path: string,
    readonly code: string,
    cause?: unknown,
  ) {
    const [what, remedy] = FAULTS[code] ?? [`the file system answered ${code}`, 'Check the directory and try again.'];
    super(`The file system refused ${path}: ${what}.`, remedy, { cause });
  }
}

/** A failure half-way that could not be undone; the journal and the backups are kept for the next run. */
export class RollbackError extends TreeError {
  readonly exitCode = 1;

  constructor(
    readonly target: string,
    cause: unknown,
  ) {
    super(
      `${target} could not be put back as it was (${cause instanceof Error ? cause.message : String(cause)}).`,
      'Remove the cause and run the command again: it starts by undoing the rest.',
      { cause },
    );
  }
}

/** A journal that no run of ours can have written. */
export class JournalError extends TreeError {
  readonly exitCode = 1;

  constructor(readonly folder: string) {
    super(
      `${folder} is not what an interrupted run leaves behind.`,
      'Look into it, and remove it if it is not needed.',
    );
  }
}

/** The `code` of a Node.js system error such as `ENOENT`; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a system error into a {@link FileSystemError}; passes everything else through. */
export function asTreeError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  return code === undefined || error instanceof TreeError
    ? error
    : new FileSystemError(placeOf(error) ?? path, code, error);
}

/** The path that a system error is about: of two, the one that was to be made. */
function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('dest' in error && typeof error.dest === 'string') return error.dest;
  return 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}
