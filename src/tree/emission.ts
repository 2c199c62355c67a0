import { EmissionError } from './errors.ts';
import { assertSafePath } from './safe-path.ts';

/** One rendered file. `mode` is given only where it is not the default, such as 0o755 for a script and 0o600 for secrets. */
export interface EmittedFile {
  readonly content: string;
  readonly mode?: number;
}

/** A complete rendered repository: relative POSIX path → file, iterated in the order of {@link comparePaths}. */
export type Emission = ReadonlyMap<string, EmittedFile>;

/** Orders paths by UTF-16 code units, so that no locale of a machine can change an emission. */
export function comparePaths(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Builds an emission from files in any order.
 *
 * @throws {UnsafePathError} a path is not a portable path inside the target
 * @throws {EmissionError} two files share a path (also: differ in letter case only, which is one file on macOS and
 *   Windows), or one file's path is a folder of another
 */
export function createEmission(files: Iterable<readonly [path: string, file: EmittedFile]>): Emission {
  const sorted = [...files].sort(([left], [right]) => comparePaths(left, right));
  const fileNames = new Map<string, string>();
  for (const [path] of sorted) {
    assertSafePath(path);
    const folded = path.toLowerCase();
    const earlier = fileNames.get(folded);
    if (earlier !== undefined) throw new EmissionError(path, `the file ${earlier} has the same path`);
    fileNames.set(folded, path);
  }
  const folders = new Map<string, string>();
  for (const [path] of sorted) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      const folded = folder.toLowerCase();
      const known = folders.get(folded);
      if (known === folder) break;
      if (known !== undefined) throw new EmissionError(path, `its folder is also spelled ${known}`);
      const file = fileNames.get(folded);
      if (file !== undefined) throw new EmissionError(path, `its folder ${file} is a file as well`);
      folders.set(folded, folder);
    }
  }
  return new Map(sorted);
}
