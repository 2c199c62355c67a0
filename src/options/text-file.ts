import { readFile, stat } from 'node:fs/promises';

/** The content of a text file, or in a few words why there is none. */
export type TextFile = { readonly text: string } | { readonly refusal: string };

/** Reads a text file that a person named. A byte order mark is dropped; more than `maximumBytes` are refused. */
export const readTextFile = async (path: string, maximumBytes: number): Promise<TextFile> => {
  try {
    const status = await stat(path);
    if (!status.isFile()) return { refusal: 'is not a file' };
    if (status.size > maximumBytes) return { refusal: `is larger than ${String(maximumBytes / 1024)} KiB` };
    return { text: (await readFile(path, 'utf8')).replace(/^\uFEFF/, '') };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { refusal: isMissing ? 'does not exist' : 'cannot be read' };
  }
};
