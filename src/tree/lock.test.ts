import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { AnotherRunError, FileSystemError } from './errors.ts';
import { lockTarget } from './lock.ts';
import { ownIdentity } from './process-identity.ts';
import { resolveTarget, type Target } from './target.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { workPlaceOf } from './work-place.ts';

const targetIn = (folder: string): { target: Target; lockFile: string } => {
  const target = resolveTarget('app', folder);
  return { target, lockFile: workPlaceOf(target).lockFile };
};

describe('lockTarget', () => {
  it('refuses while another run holds the lock, and leaves nothing when it is released', () => {
    using folder = temporaryFolder();
    const { target, lockFile } = targetIn(folder.path);
    const lock = lockTarget(target);
    expect(() => lockTarget(target)).toThrow(AnotherRunError);
    lock.release();
    expect(existsSync(lockFile)).toBe(false);
    lockTarget(target).release();
  });

  it('takes over the lock of a process that has ended', () => {
    using folder = temporaryFolder();
    const { target, lockFile } = targetIn(folder.path);
    const { pid } = spawnSync(process.execPath, ['--eval', '0']);
    writeFileSync(lockFile, JSON.stringify({ pid, host: ownIdentity().host, token: 'of a run that ended' }));
    const lock = lockTarget(target);
    expect(() => {
      lock.assertHeld();
    }).not.toThrow();
    lock.release();
  });

  it.each(['', '{"token":'])('takes over a lock whose writer was killed while at it: %j', (content) => {
    using folder = temporaryFolder();
    const { target, lockFile } = targetIn(folder.path);
    writeFileSync(lockFile, content);
    const lock = lockTarget(target);
    expect(() => lockTarget(target)).toThrow(AnotherRunError);
    lock.release();
    expect(existsSync(lockFile)).toBe(false);
  });

  // In /proc no file can be made, and the answer is that there is no such folder.
  it.runIf(process.platform === 'linux')('does not take a place where nothing can be made for another run', () => {
    expect(() => lockTarget(resolveTarget('/proc/app', '/'))).toThrow(FileSystemError);
  });

  it('waits for the content of a lock that is being written', async () => {
    using folder = temporaryFolder();
    const { target, lockFile } = targetIn(folder.path);
    const record = JSON.stringify({ ...ownIdentity(), token: 'of another run' });
    writeFileSync(lockFile, '');
    // Waiting for a lock lets nothing else of this process happen.
    const script = `setTimeout(() => require('node:fs').writeFileSync(process.argv[1], process.argv[2]), 100); console.log()`;
    const writer = spawn(process.execPath, ['-e', script, lockFile, record], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(writer.stdout, 'data');
    expect(() => lockTarget(target)).toThrow(AnotherRunError);
    expect(existsSync(join(folder.path, 'app'))).toBe(false);
  });
});
