import { writeSync } from 'node:fs';

/** Writes the whole text to an open file: one call of the system may write only a part of it. */
export function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
