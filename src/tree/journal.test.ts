import type * as FileSystem from 'node:fs';
import { describe, expect, it, vi } from 'vitest';

import { closeJournal, readJournal, writeJournal, type Operation } from './journal.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A system that writes only a few bytes a call, as one may that is short of space or is interrupted. */
vi.mock('node:fs', async (importOriginal) => {
  const system = await importOriginal<typeof FileSystem>();
  const writeSync = (file: number, bytes: Uint8Array, offset = 0): number =>
    system.writeSync(file, bytes, offset, Math.min(5, bytes.length - offset));
  return { ...system, writeSync };
});

const operations: readonly Operation[] = [
  { op: 'make-folder', path: 'größe' },
  { op: 'write', path: 'größe/a.ts', index: 0, after: 'hash', replaces: false },
];

describe('a journal', () => {
  it('is whole when it is on disk, however little the system writes at once', () => {
    using folder = temporaryFolder();
    writeJournal(folder.path, operations);
    expect(readJournal(folder.path)).toEqual({ kind: 'applying', operations });
    closeJournal(folder.path);
    expect(readJournal(folder.path)).toEqual({ kind: 'done' });
  });
});
