import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, normalize, sep } from 'node:path';

/** Folders whose programs are never run: the current one, and the one that is written to. */
export type UntrustedFolders = readonly string[];

const LOCAL_PROGRAMS = join('node_modules', '.bin');

/**
 * The entries of a search path without those that a repository can fill: relative and empty ones, the untrusted folders
 * themselves, and every `node_modules/.bin`, which npm puts in front when it runs us.
 */
export function trustedFolders(searchPath: string, untrusted: UntrustedFolders): string[] {
  const refused = new Set(untrusted.map(physical));
  return searchPath.split(delimiter).filter((entry) => {
    if (!isAbsolute(entry)) return false;
    const folder = physical(entry);
    const isLocal = [normalize(entry), folder].some((path) =>
      path.replace(/[\\/]+$/, '').endsWith(sep + LOCAL_PROGRAMS),
    );
    return !isLocal && !refused.has(folder);
  });
}

/** The folder itself, whatever links lead to it. */
function physical(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return normalize(folder);
  }
}

/** The absolute path of a program; undefined if none of the folders has it. */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
