import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputFiles, inputFolders } from './facts/inputs.ts';

const read = (root: string, path: string): (readonly [string, string])[] => {
  try {
    return [[path, readFileSync(join(root, path), 'utf8')]];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

const filesUnder = (root: string, folder: string): string[] => {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/** The files of a repository on disk that documents are read off: path → text. */
export const readRepository = (root: string): ReadonlyMap<string, string> => {
  const paths = [...inputFiles, ...inputFolders.flatMap((folder) => filesUnder(root, folder))];
  return new Map(paths.flatMap((path) => read(root, path)));
};
