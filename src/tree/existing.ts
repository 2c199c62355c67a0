import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { comparePaths } from './emission.ts';
import { asTreeError, StalePlanError, systemCode } from './errors.ts';
import { statOf } from './target.ts';

/** What stands where a file of an emission goes. */
export type Existing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'blocked'; readonly path: string; readonly reason: string };

/** Reads a path inside a folder without following links. */
export type Reader = (path: string) => Existing;

const ABSENT: Existing = { kind: 'absent' };

// Neither follow a link nor wait for a pipe. On Windows both flags are undefined, which counts as 0 here.
const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads a file that was seen to be one; refuses if a link took its place meanwhile. */
function readRegularFile(path: string): Existing {
  let file: number;
  try {
    file = openSync(path, READ_FLAGS);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ELOOP') throw new StalePlanError(path);
    throw asTreeError(error, path);
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new StalePlanError(path);
    return { kind: 'file', bytes: readFileSync(file), mode: stats.mode & 0o7777 };
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a reader that remembers the folders it has looked at; make a new one whenever time has passed.
 *
 * @param root absolute path of the folder, which need not exist
 */
export function createReader(root: string): Reader {
  const folders = new Map<string, Existing | undefined>();

  /** Undefined for a folder that can be entered, otherwise what is there instead. */
  function folderFault(path: string): Existing | undefined {
    if (folders.has(path)) return folders.get(path);
    const slash = path.lastIndexOf('/');
    const fault = (slash > 0 ? folderFault(path.slice(0, slash)) : undefined) ?? lookAtFolder(path);
    folders.set(path, fault);
    return fault;
  }

  function lookAtFolder(path: string): Existing | undefined {
    const stats = statOf(join(root, path));
    if (stats === undefined) return ABSENT;
    if (stats.isSymbolicLink()) return { kind: 'blocked', path, reason: 'is a symbolic link' };
    return stats.isDirectory() ? undefined : { kind: 'blocked', path, reason: 'is a file where a folder must go' };
  }

  return (path) => {
    const slash = path.lastIndexOf('/');
    const fault = slash > 0 ? folderFault(path.slice(0, slash)) : undefined;
    if (fault !== undefined) return fault;
    const stats = statOf(join(root, path));
    if (stats === undefined) return ABSENT;
    if (stats.isSymbolicLink()) return { kind: 'blocked', path, reason: 'is a symbolic link' };
    if (stats.isDirectory()) return { kind: 'blocked', path, reason: 'is a folder where a file must go' };
    if (!stats.isFile()) return { kind: 'blocked', path, reason: 'is not a regular file' };
    return readRegularFile(join(root, path));
  };
}

/** The names of what stands directly in a folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw asTreeError(error, folder);
  }
}

/**
 * Every file and link below `root` as relative POSIX paths, in order. The folder of git is left out, and of
 * `node_modules` and folders that may not be read only the name is given.
 *
 * @param ignored names directly in `root` that do not count
 */
export function listFiles(root: string, ignored: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (folder === '' && ignored.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'node_modules') visitBelow(path);
      else found.push(path);
    }
  };
  const visitBelow = (path: string): void => {
    try {
      visit(path);
    } catch (error) {
      const code = systemCode(error);
      // Another program has removed it, or put a file in its place, since its name was read.
      if (code === 'ENOENT' || code === 'ENOTDIR') return;
      if (code !== 'EACCES' && code !== 'EPERM') throw error;
      found.push(path);
    }
  };
  try {
    visit('');
  } catch (error) {
    throw asTreeError(error, root);
  }
  return found.sort(comparePaths);
}
