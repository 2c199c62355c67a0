import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 60_000;
const pauseMs = 25;

/** Another process holds the lock and does not let go. */
export class LockTimeoutError extends Error {
  constructor(file: string, holder: string) {
    super(`Process ${holder} has held ${file} for a minute: end that process, or delete the file if there is none.`);
    this.name = 'LockTimeoutError';
  }
}

/** Whether a process is there. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `work` while no other process, and nobody else in this one, holds the lock. The file names its holder, so the lock
 * of a process that was killed can be taken over.
 *
 * @throws LockTimeoutError
 */
export const withLock = <Result>(file: string, work: () => Promise<Result>): Promise<Result> => {
  const mine = turn.then(() => locked(file, work));
  turn = mine.catch(() => undefined);
  return mine;
};

const locked = async <Result>(file: string, work: () => Promise<Result>): Promise<Result> => {
  const deadline = performance.now() + patienceMs;
  while (!tryLock(file)) {
    if (performance.now() > deadline) throw new LockTimeoutError(file, read(file) ?? 'unknown');
    await sleep(pauseMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

/** Runs `work` at once if nobody holds the lock, and not at all if somebody does: for the last moment of a process. */
export const withLockAtOnce = (file: string, work: () => void): void => {
  if (!tryLock(file)) return;
  try {
    work();
  } finally {
    rmSync(file, { force: true });
  }
};

const tryLock = (file: string): boolean => {
  const holder = read(file);
  if (holder !== undefined && isAlive(Number(holder))) return false;
  if (holder !== undefined) breakLock(file, holder);
  // A hard link makes a complete file appear at once, or fails when one is there.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft);
  }
};

/** Removes the lock of a dead process, but not one that somebody living took over in between. */
const breakLock = (file: string, holder: string): void => {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
