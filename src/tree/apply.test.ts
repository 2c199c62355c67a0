import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { applyChanges } from './apply.ts';
import { ChangeConflictError, StalePlanError } from './errors.ts';
import { lockTarget } from './lock.ts';
import { planChanges } from './plan.ts';
import { resolveTarget } from './target.ts';
import { emissionOf } from './testing/run.ts';
import { readFiles, temporaryFolder, writeFiles } from './testing/temporary-folder.ts';

const emitted = emissionOf({ 'a.ts': 'new\n', 'b.ts': 'new\n', 'src/c.ts': 'new\n' });

/** Overwrites two files and makes a third, while somebody else does something between staging and moving in. */
async function applyDuring(root: string, meanwhile: () => void): Promise<void> {
  writeFiles(root, { 'a.ts': 'old\n', 'b.ts': 'old\n' });
  const target = resolveTarget(root);
  const lock = lockTarget(target);
  try {
    const changeSet = await planChanges(emitted, target, { onConflict: 'overwrite' });
    await applyChanges(changeSet, lock, { onProgress: meanwhile });
  } finally {
    lock.release();
  }
}

describe('applying to a folder that somebody else works in', () => {
  it('replaces what is as it was', async () => {
    using folder = temporaryFolder();
    await applyDuring(folder.path, () => undefined);
    expect(readFiles(folder.path)).toEqual({ 'a.ts': 'new\n', 'b.ts': 'new\n', 'src/c.ts': 'new\n' });
  });

  it.each([
    [
      'replaced',
      (path: string) => {
        rmSync(path);
        writeFileSync(path, 'mine\n');
      },
      'mine\n',
    ],
    [
      'changed in place',
      (path: string) => {
        appendFileSync(path, 'mine\n');
      },
      'old\nmine\n',
    ],
  ])('loses no file that was %s since it was staged', async (_how, change, content) => {
    using folder = temporaryFolder();
    const applied = applyDuring(folder.path, () => {
      change(join(folder.path, 'b.ts'));
    });
    await expect(applied).rejects.toThrow(StalePlanError);
    expect(readFiles(folder.path)).toEqual({ 'a.ts': 'old\n', 'b.ts': content });
  });

  it('loses no file that was made since it was staged', async () => {
    using folder = temporaryFolder();
    const applied = applyDuring(folder.path, () => {
      writeFiles(folder.path, { 'src/c.ts': 'mine\n' });
    });
    await expect(applied).rejects.toThrow(StalePlanError);
    expect(readFiles(folder.path)).toEqual({ 'a.ts': 'old\n', 'b.ts': 'old\n', 'src/c.ts': 'mine\n' });
  });

  it('refuses a file that came where a folder goes', async () => {
    using folder = temporaryFolder();
    const applied = applyDuring(folder.path, () => {
      writeFileSync(join(folder.path, 'src'), '');
    });
    await expect(applied).rejects.toThrow(ChangeConflictError);
  });
});
