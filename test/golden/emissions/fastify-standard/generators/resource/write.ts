import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file that was to be made is there already. */
export class FileExistsError extends Error {
  constructor(paths: readonly string[]) {
    super(`Nothing was written, because these files are there already: ${paths.join(', ')}.`);
    this.name = 'FileExistsError';
  }
}

/**
 * Makes all the new files and changes the others, or leaves everything as it was.
 *
 * @param made path → content of files that must not exist yet
 * @param changed path → content of files that do
 * @throws FileExistsError
 */
export const writeAll = async (
  root: string,
  made: ReadonlyMap<string, string>,
  changed: ReadonlyMap<string, string>,
): Promise<void> => {
  const existing = [...made.keys()].filter((path) => existsSync(join(root, path)));
  if (existing.length > 0) throw new FileExistsError(existing);
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [path, content] of made) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      undo.push(() => rm(file, { force: true }));
      await writeFile(file, content, { flag: 'wx' });
    }
    for (const [path, content] of changed) {
      const file = join(root, path);
      const before = await readFile(file);
      undo.push(() => writeFile(file, before));
      await writeFile(file, content);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
};
