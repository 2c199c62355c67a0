import { lstatSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, parse, resolve, sep } from 'node:path';

import { systemCode, TargetPathError, UnsafePathError, asTreeError } from './errors.ts';
import { nameFault } from './safe-path.ts';

/** The folder that a run writes to. */
export interface Target {
  /** Absolute path. */
  readonly path: string;
  /** The directory as it was given, for messages. */
  readonly given: string;
  /** Absolute path of each part of the given directory, outermost first; none of them may be a symbolic link. */
  readonly parts: readonly string[];
}

/** What stands at an absolute path itself, links not followed; undefined if nothing does. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder is expected further up: nothing can stand here.
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw asTreeError(error, path);
  }
}

// Links such as macOS' /tmp are the administrator's; nobody else can plant one there.
function isSystemLink(path: string, stats: Stats): boolean {
  return dirname(path) === parse(path).root && stats.uid === 0 && process.platform !== 'win32';
}

/**
 * Holds that the target can be entered: no part of the given directory is a symbolic link or a file.
 * Called again right before the files are moved in, because time has passed.
 *
 * @throws {TargetPathError} a link or a file is in the way
 */
export function assertTarget(target: Target): void {
  for (const part of target.parts) {
    const stats = statOf(part);
    if (stats === undefined) return;
    if (stats.isSymbolicLink()) {
      if (isSystemLink(part, stats)) continue;
      throw new TargetPathError(
        part,
        'is a symbolic link',
        'Give the directory itself, by a path without symbolic links.',
      );
    }
    if (!stats.isDirectory()) throw new TargetPathError(part, 'is not a folder', 'Choose another directory.');
  }
}

function givenParts(directory: string, cwd: string): string[] {
  const path = resolve(cwd, directory);
  const { root } = parse(path);
  const start = isAbsolute(directory) ? root : commonFolder(path, cwd);
  const parts: string[] = [];
  for (let part = path; part !== start && part !== dirname(part); part = dirname(part)) parts.unshift(part);
  return parts;
}

function commonFolder(path: string, cwd: string): string {
  let folder = cwd;
  while (path !== folder && !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) folder = dirname(folder);
  return folder;
}

/**
 * The folders that the given directory leads into and out of again. They are not entered, since `..` is taken out of the
 * path before; but where one is a link, the person means another folder than that.
 */
function detoursOf(directory: string, cwd: string): string[] {
  const names = directory.split(sep);
  const last = names.lastIndexOf('..');
  return names
    .map((_name, index) => resolve(cwd, names.slice(0, index + 1).join(sep) || sep))
    .filter((path, index) => index < last && path !== parse(path).root && !(cwd + sep).startsWith(path + sep));
}

/**
 * Turns the directory a person gave into a target, without writing.
 *
 * @param cwd absolute path that a relative `directory` starts from
 * @throws {TargetPathError} a part of the given directory is a symbolic link or not a folder
 * @throws {UnsafePathError} a folder that would be made has a name that some system refuses
 */
export function resolveTarget(directory: string, cwd: string = process.cwd()): Target {
  if (directory === '') throw new UnsafePathError(directory, 'is empty');
  if (directory.includes('\0')) throw new UnsafePathError(directory, 'has a character that file names may not have');
  const target: Target = { path: resolve(cwd, directory), given: directory, parts: givenParts(directory, cwd) };
  assertTarget(target);
  for (const path of detoursOf(directory, cwd)) assertTarget({ ...target, parts: [path] });
  for (const part of target.parts) {
    if (statOf(part) !== undefined) continue;
    const fault = nameFault(part.slice(part.lastIndexOf(sep) + 1));
    if (fault !== undefined) throw new UnsafePathError(directory, fault);
  }
  return target;
}
