import { readFile, stat } from 'node:fs/promises';
import { plain, textOf } from '../tree/text.ts';

/** The content of a text file, or in a few words why there is none. */
export type TextFile = { readonly text: string } | { readonly refusal: string };

/**
 * Reads a text file that a person named. Byte order mark and carriage returns are dropped; more than `maximumBytes`, and
 * bytes that are not UTF-8, are refused.
 */
export const readTextFile = async (path: string, maximumBytes: number): Promise<TextFile> => {
  try {
    const status = await stat(path);
    if (!status.isFile()) return { refusal: 'is not a file' };
    if (status.size > maximumBytes) return { refusal: `is larger than ${String(maximumBytes / 1024)} KiB` };
    const text = textOf(await readFile(path));
    return text === undefined ? { refusal: 'is not UTF-8 text' } : { text: plain(text) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { refusal: isMissing ? 'does not exist' : 'cannot be read' };
  }
};
