import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../tree/testing/temporary-folder.ts';
import { readTextFile } from './text-file.ts';

const read = async (bytes: Uint8Array): ReturnType<typeof readTextFile> => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'file.yaml');
  writeFileSync(path, bytes);
  return await readTextFile(path, 16);
};

describe('a text file', () => {
  it('is read without its byte order mark and carriage returns', async () => {
    expect(await read(Buffer.from('\uFEFFname: ä\r\n'))).toEqual({ text: 'name: ä\n' });
  });

  it.each([
    ['of another encoding', Buffer.from('name: Möbel', 'latin1')],
    ['of two bytes a character', Buffer.from('\uFEFFname', 'utf16le')],
  ])('%s is refused: its letters would be lost', async (_what, bytes) => {
    expect(await read(bytes)).toEqual({ refusal: 'is not UTF-8 text' });
  });

  it('of more than the limit is refused', async () => {
    expect(await read(Buffer.alloc(17))).toEqual({ refusal: 'is larger than 0.015625 KiB' });
  });
});
