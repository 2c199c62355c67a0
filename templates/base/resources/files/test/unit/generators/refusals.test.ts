import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Ended {
  readonly code: number | string;
  readonly stderr: string;
}

/** Runs a generator where nobody can be asked. */
const generate = (words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['node_modules/plop/bin/plop.js', ...words], (error, _stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stderr });
    });
  });

describe('a generator', { timeout: 60_000 }, () => {
  it.concurrent.each([
    [['resource'], 'The name and the members are missing'],
    [['resource', 'Foo', 'bad:zzz'], '"zzz" is no type'],
    [['resource', 'Foo'], 'Name at least one member of Foo'],
    [['migration'], 'The name is missing'],
    [['migration', 'add-x'], 'is no name for a migration'],
  ])('refuses %j with code 2', async (words, message) => {
    const { code, stderr } = await generate(words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
