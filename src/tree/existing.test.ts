import type * as FileSystem from 'node:fs';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { listFiles } from './existing.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** What happens between two looks at the disk: another program is at work there. */
const meanwhile: { act: () => void } = { act: () => undefined };

vi.mock('node:fs', async (load) => {
  const real = await load<typeof FileSystem>();
  const readdirSync = (...args: Parameters<typeof real.readdirSync>): ReturnType<typeof real.readdirSync> => {
    const names = real.readdirSync(...args);
    meanwhile.act();
    return names;
  };
  return { ...real, readdirSync };
});

it('leaves out a folder that goes away while the files are listed', () => {
  using temporary = temporaryFolder();
  const folder = temporary.path;
  mkdirSync(join(folder, 'build'));
  writeFileSync(join(folder, 'package.json'), '{}');
  meanwhile.act = () => {
    rmSync(join(folder, 'build'), { recursive: true, force: true });
  };
  expect(listFiles(folder, new Set())).toEqual(['package.json']);
});
