import type { Target } from './target.ts';

/** What is done with a file that is there already; `fail` refuses a target that holds any file. */
export type ConflictPolicy = 'fail' | 'skip' | 'overwrite' | 'merge';

interface BaseChange {
  /** Relative POSIX path inside the target. */
  readonly path: string;
}

/** A file that will have `content` afterwards. */
export interface WriteChange extends BaseChange {
  readonly action: 'create' | 'update' | 'overwrite' | 'merge';
  readonly content: string;
  /** Absent: the mode of the file that is replaced, else the default of the process. */
  readonly mode?: number;
  /** SHA-256 of the file as it was when planned; absent when there was none. Applying refuses if it changed since. */
  readonly before?: string;
  /** Number of regions left between conflict markers; more than 0 only for `merge`. */
  readonly conflicts: number;
  /** Sentences on what was kept of the user's and what they should look at. */
  readonly notes: readonly string[];
}

export interface DeleteChange extends BaseChange {
  readonly action: 'delete';
  /** SHA-256 of the file as it was when planned. */
  readonly before: string;
}

/** A file that stays as it is. `reason` says why it is left alone when the emission would have it otherwise. */
export interface IdleChange extends BaseChange {
  readonly action: 'skip' | 'unchanged';
  readonly reason?: string;
}

/** Something that stands in the way. A change set with one of these cannot be applied (exit code 3). */
export interface ConflictChange extends BaseChange {
  readonly action: 'conflict';
  readonly reason: string;
}

export type Change = WriteChange | DeleteChange | IdleChange | ConflictChange;
export type ChangeAction = Change['action'];

/** `absent`: made by one rename; otherwise the folder stays and its files are changed under a journal. */
export type TargetState = 'absent' | 'empty' | 'filled';

/** The difference between an emission and a folder, made without writing. */
export interface ChangeSet {
  readonly target: Target;
  readonly state: TargetState;
  /** One entry a path, ordered by `comparePaths`. */
  readonly changes: readonly Change[];
}

/** The changes that write a file. */
export function writesOf(changeSet: ChangeSet): readonly WriteChange[] {
  return changeSet.changes.filter((change): change is WriteChange => 'content' in change);
}

/** What prevents the change set from being applied; empty when it can be. */
export function conflictsOf(changeSet: ChangeSet): readonly ConflictChange[] {
  return changeSet.changes.filter((change): change is ConflictChange => change.action === 'conflict');
}

/** Merged files in which the user has to choose between the sides of conflict markers. */
export function markedFilesOf(changeSet: ChangeSet): readonly WriteChange[] {
  return writesOf(changeSet).filter((change) => change.conflicts > 0);
}
