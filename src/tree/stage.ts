import { chmodSync, closeSync, copyFileSync, linkSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import type { ChangeSet, DeleteChange, WriteChange } from './change-set.ts';
import { ChangeConflictError, CancelledError, StalePlanError } from './errors.ts';
import { createReader, type Existing, type Reader } from './existing.ts';
import { backupPath, stagedPath, type Operation } from './journal.ts';
import { sha256 } from './sha256.ts';
import { writeAll } from './write-all.ts';

/** How files are staged and moved in. `onProgress` is told after each bunch of staged files. */
export interface StageOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The file that says what the others are: written when all of them are in place. */
  readonly seal?: string | undefined;
}

// Between two bunches signals are served: often enough to stop at once, seldom enough to cost nothing.
const BUNCH = 64;

/**
 * Calls `stage` for each item, and lets signals and timers run in between.
 *
 * @throws {CancelledError} the signal was aborted
 */
async function stageEach<Item>(
  items: readonly Item[],
  { signal, onProgress }: StageOptions,
  stage: (item: Item, index: number) => void,
): Promise<void> {
  for (let start = 0; start < items.length; start += BUNCH) {
    items.slice(start, start + BUNCH).forEach((item, offset) => {
      stage(item, start + offset);
    });
    onProgress?.(Math.min(start + BUNCH, items.length), items.length);
    await setImmediate();
    assertNotCancelled(signal);
  }
}

/** @throws {CancelledError} the signal was aborted */
export function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError(signal.reason);
}

function writeStaged(path: string, content: string, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode ?? 0o666);
  try {
    writeAll(file, content);
  } finally {
    closeSync(file);
  }
}

/** Writes the files of a new target as the tree that they will be. */
export async function stageTree(root: string, writes: readonly WriteChange[], options: StageOptions): Promise<void> {
  mkdirSync(root);
  const made = new Set(['.']);
  await stageEach(writes, options, ({ path, content, mode }) => {
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(join(root, folder), { recursive: true });
    made.add(folder);
    writeStaged(join(root, path), content, mode);
  });
}

/**
 * Stages the changes of a folder that exists beside it, with a backup of each file that will be replaced.
 *
 * @returns what is left to do, in order
 * @throws {StalePlanError} a file is not what it was when planned
 * @throws {ChangeConflictError} a link or a folder is in the way by now
 */
export async function stageChanges(folder: string, changeSet: ChangeSet, options: StageOptions): Promise<Operation[]> {
  mkdirSync(join(folder, 'new'));
  mkdirSync(join(folder, 'old'));
  const read = createReader(changeSet.target.path);
  const files = changedFiles(changeSet);
  const folders = new Set<string>();
  const operations: Operation[] = [];
  await stageEach(files, options, (change, index) => {
    const existing = assertAsPlanned(changeSet, change, read(change.path));
    if (change.action === 'delete') {
      operations.push({ op: 'delete', path: change.path, index });
      return;
    }
    if (existing.kind === 'absent') operations.push(...missingFolders(change.path, read, folders));
    operations.push(stageWrite(folder, changeSet.target.path, change, index, existing));
  });
  const sealing = operations.filter(({ path }) => path === options.seal);
  return [...operations.filter(({ path }) => path !== options.seal), ...emptiedFolders(files, read), ...sealing];
}

function changedFiles(changeSet: ChangeSet): (WriteChange | DeleteChange)[] {
  return changeSet.changes.filter((change) => 'before' in change || 'content' in change);
}

/**
 * Looks at all files once more: staging lets others run.
 *
 * @throws {StalePlanError} a file is not what it was when planned
 * @throws {ChangeConflictError} a link or a folder is in the way by now
 */
export function assertUnchanged(changeSet: ChangeSet): void {
  const read = createReader(changeSet.target.path);
  for (const change of changedFiles(changeSet)) assertAsPlanned(changeSet, change, read(change.path));
}

function assertAsPlanned(changeSet: ChangeSet, change: WriteChange | DeleteChange, existing: Existing): Existing {
  const root = changeSet.target.path;
  if (existing.kind === 'blocked') {
    throw new ChangeConflictError(root, [{ path: existing.path, action: 'conflict', reason: existing.reason }]);
  }
  const hash = existing.kind === 'file' ? sha256(existing.bytes) : undefined;
  if (hash !== change.before) throw new StalePlanError(join(root, change.path));
  return existing;
}

function stageWrite(folder: string, root: string, change: WriteChange, index: number, existing: Existing): Operation {
  const staged = stagedPath(folder, index);
  const replaces = existing.kind === 'file';
  writeStaged(staged, change.content, change.mode ?? (replaces ? existing.mode : undefined));
  if (replaces) {
    // The file that is there has been through the umask already.
    chmodSync(staged, change.mode ?? existing.mode);
    keepBackup(join(root, change.path), backupPath(folder, index));
  }
  return { op: 'write', path: change.path, index, after: sha256(change.content), replaces };
}

/** A second name for the file costs nothing and keeps all its properties; not every file system has them. */
function keepBackup(path: string, backup: string): void {
  try {
    linkSync(path, backup);
  } catch {
    copyFileSync(path, backup);
  }
}

function missingFolders(path: string, read: Reader, known: Set<string>): Operation[] {
  const missing: Operation[] = [];
  for (let folder = dirname(path); folder !== '.' && !known.has(folder); folder = dirname(folder)) {
    // What can be entered is not missing: the reader says "blocked" for a folder itself.
    if (read(folder).kind !== 'absent') break;
    known.add(folder);
    missing.unshift({ op: 'make-folder', path: folder });
  }
  return missing;
}

/** The folders that deleting may leave empty, innermost first. One in which something stands is left alone. */
function emptiedFolders(files: readonly (WriteChange | DeleteChange)[], read: Reader): Operation[] {
  const folders = new Set<string>();
  for (const { action, path } of files) {
    if (action !== 'delete') continue;
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders]
    .filter((folder) => read(folder).kind === 'blocked')
    .sort((left, right) => right.length - left.length)
    .map((path) => ({ op: 'remove-folder', path }));
}
