import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Leases } from '../../../src/platform/database/embedded/leases.ts';
import { isAlive, withLock } from '../../../src/platform/database/embedded/lock.ts';

/** Above the largest number a process can have on Linux (PID_MAX_LIMIT, 2^22). */
const nobody = 4_194_305;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('withLock', () => {
  it('lets one in at a time', async () => {
    const file = join(folder, 'lock');
    const state = { inside: 0, most: 0 };
    const work = async (): Promise<void> => {
      state.inside += 1;
      state.most = Math.max(state.most, state.inside);
      expect(existsSync(file)).toBe(true);
      await sleep(5);
      state.inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(file, work)));

    expect(state.most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over the lock of a process that is no more', async () => {
    writeFileSync(join(folder, 'lock'), String(nobody));

    await expect(withLock(join(folder, 'lock'), () => Promise.resolve('done'))).resolves.toBe('done');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits for a living process', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, String(process.ppid));
    const waiting = withLock(file, () => Promise.resolve('done'));
    await sleep(100);
    expect(existsSync(file)).toBe(true);

    rmSync(file);
    await expect(waiting).resolves.toBe('done');
  });

  it('opens again after a failure', async () => {
    const file = join(folder, 'lock');
    await expect(withLock(file, () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);

    await expect(withLock(file, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});

describe('Leases', () => {
  it('count the uses of living processes', () => {
    const leases = new Leases(join(folder, 'leases'));
    const [first, second] = [leases.add(), leases.add()];
    writeFileSync(join(folder, 'leases', `${nobody}-1`), '');

    expect(leases.remove(first)).toBe(1);
    expect(readdirSync(join(folder, 'leases'))).toEqual([second]);
    expect(leases.remove(second)).toBe(0);
  });
});

describe('isAlive', () => {
  it('tells', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(nobody)).toBe(false);
  });
});
