import { UnsafePathError } from './errors.ts';
import { visible } from './text.ts';

const RESERVED_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[. ].*)?$/i;
// Control characters change what a terminal shows, and marks of direction what a person reads.
const FORBIDDEN_CHARACTER = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"|?*\\]/;
// Git writes hooks and configuration here, and Windows reaches the same folder by its short name.
const GIT_FOLDER = /^(?:\.git|git~1)$/i;
const NAME_BYTES = 255;

/**
 * Whether Windows gives the name to a device, with or without an extension (`nul`, `COM1.txt`).
 * Source: Microsoft, "Naming Files, Paths, and Namespaces".
 */
export function isReservedName(name: string): boolean {
  return RESERVED_NAME.test(name);
}

/** Why a file or folder cannot carry the name on every system; undefined if it can. */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'has an empty part';
  if (name === '.' || name === '..') return `has the part ${name}`;
  const forbidden = FORBIDDEN_CHARACTER.exec(name)?.[0];
  if (forbidden !== undefined)
    return `has ${visible(JSON.stringify(forbidden))}, which file names may not have on every system`;
  if (/[. ]$/.test(name)) return 'has a part that ends with a dot or a space';
  if (isReservedName(name)) return `has the part ${name}, which Windows reserves`;
  if (GIT_FOLDER.test(name)) return 'lies in the folder of git';
  if (Buffer.byteLength(name) > NAME_BYTES) return `has a part of more than ${String(NAME_BYTES)} bytes`;
  return undefined;
}

function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.startsWith('/')) return 'is absolute';
  for (const name of path.split('/')) {
    const fault = nameFault(name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether `path` is a relative POSIX path that stays inside its root and can be written on every system. */
export function isSafePath(path: string): boolean {
  return pathFault(path) === undefined;
}

/** @throws {UnsafePathError} the path is not safe (see {@link isSafePath}), with the reason */
export function assertSafePath(path: string): void {
  const fault = pathFault(path);
  if (fault !== undefined) throw new UnsafePathError(path, fault);
}
