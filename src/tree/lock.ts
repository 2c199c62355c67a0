import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { AnotherRunError, asTreeError, FileSystemError, systemCode } from './errors.ts';
import { isObject, parseJson } from './json-value.ts';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { assertTarget, statOf, type Target } from './target.ts';
import { workPlaceOf, type WorkPlace } from './work-place.ts';
import { writeAll } from './write-all.ts';

/** Sole right to change a target, held by one process until it is released or ends. */
export interface TargetLock {
  readonly target: Target;
  readonly place: WorkPlace;
  /** @throws {AnotherRunError} the lock was taken away, since somebody removed its file */
  assertHeld(): void;
  /** Gives the right back, and removes the folders above the target that were made for it and are still empty. */
  release(): void;
}

interface LockRecord extends ProcessIdentity {
  readonly token: string;
}

/** How long a lock may be without content: it is being written at this moment, or its writer was killed while at it. */
const UNREADABLE_PATIENCE_MS = 500;
const LOOK_AGAIN_MS = 10;
const ATTEMPTS = 5;

/**
 * Takes the lock of a target. A lock whose process has ended is taken over; undo what it left with `recoverTarget`.
 *
 * @throws {AnotherRunError} another run holds it
 * @throws {FileSystemError} the lock cannot be written
 */
export function lockTarget(target: Target): TargetLock {
  assertTarget(target);
  const place = workPlaceOf(target);
  const record: LockRecord = { token: randomUUID(), ...ownIdentity() };
  const created: string[] = [];
  try {
    acquire(target, place.lockFile, record, created);
  } catch (error) {
    removeEmpty(created);
    throw asTreeError(error, place.lockFile);
  }
  return heldLock(target, place, record, created);
}

function heldLock(target: Target, place: WorkPlace, record: LockRecord, created: readonly string[]): TargetLock {
  let held = true;
  const release = (): void => {
    if (!held) return;
    held = false;
    process.removeListener('exit', release);
    if (readLock(place.lockFile)?.token === record.token) unlinkSync(place.lockFile);
    removeEmpty(created);
  };
  // `process.exit` skips every `finally`.
  process.once('exit', release);
  return {
    target,
    place,
    release,
    assertHeld: () => {
      if (readLock(place.lockFile)?.token !== record.token) throw new AnotherRunError(target.path, place.lockFile);
    },
  };
}

function acquire(target: Target, lockFile: string, record: LockRecord, created: string[]): void {
  let refusal: FileSystemError | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    makeFolders(dirname(lockFile), created);
    try {
      writeLock(lockFile, record);
      return;
    } catch (error) {
      const code = systemCode(error);
      // A run that failed beside us has taken its folders along, or nothing can be made there at all.
      refusal = code === 'ENOENT' ? new FileSystemError(lockFile, code, error) : undefined;
      if (code === 'ENOENT') continue;
      if (code !== 'EEXIST') throw error;
    }
    removeStaleLock(target, lockFile, record.token);
  }
  throw refusal ?? new AnotherRunError(target.path, lockFile);
}

/** What cannot be written to its end, on a full disk for one, does not stay behind. */
function writeLock(lockFile: string, record: LockRecord): void {
  const file = openSync(lockFile, 'wx', 0o600);
  try {
    writeAll(file, JSON.stringify(record));
  } catch (error) {
    unlinkSync(lockFile);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Makes the missing folders down to `folder` and notes each, outermost first. */
function makeFolders(folder: string, created: string[]): void {
  const missing: string[] = [];
  for (let path = folder; statOf(path) === undefined && path !== dirname(path); path = dirname(path))
    missing.push(path);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path);
      created.push(path);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** @throws {AnotherRunError} the lock is not stale */
function removeStaleLock(target: Target, lockFile: string, token: string): void {
  const stats = statOf(lockFile);
  if (stats === undefined) return;
  if (!stats.isFile()) throw new FileSystemError(lockFile, 'EEXIST');
  const record = readWhenWritten(lockFile);
  if (record !== undefined && isRunning(record, stats.mtimeMs)) {
    throw new AnotherRunError(target.path, lockFile, record.pid);
  }
  // Moved away before it is removed: of several that find it stale only one gets it.
  const taken = `${lockFile}.${token}`;
  try {
    renameSync(lockFile, taken);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  const isOther = readLock(taken)?.token !== record?.token;
  if (isOther) restoreLock(taken, lockFile);
  unlinkSync(taken);
  if (isOther) throw new AnotherRunError(target.path, lockFile);
}

/** Gives a live lock back that was taken for the stale one; whoever came in between has won. */
function restoreLock(taken: string, lockFile: string): void {
  try {
    writeFileSync(lockFile, readFileSync(taken), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function readLock(path: string): LockRecord | undefined {
  if (statOf(path)?.isFile() !== true) return undefined;
  let value;
  try {
    value = parseJson(readFileSync(path, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw asTreeError(error, path);
  }
  if (!isObject(value)) return undefined;
  const { token, pid, host, started } = value;
  if (typeof token !== 'string' || typeof pid !== 'number' || typeof host !== 'string') return undefined;
  return { token, pid, host, ...(typeof started === 'string' ? { started } : {}) };
}

/** Nothing when nobody has written it within the time that it may be without content, or it is gone by then. */
function readWhenWritten(path: string): LockRecord | undefined {
  const end = Date.now() + UNREADABLE_PATIENCE_MS;
  const sleeper = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let record = readLock(path);
  while (record === undefined && statOf(path) !== undefined && Date.now() < end) {
    Atomics.wait(sleeper, 0, 0, LOOK_AGAIN_MS);
    record = readLock(path);
  }
  return record;
}

function removeEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Something stands in it by now, or it is gone: both are right.
      return;
    }
  }
}
