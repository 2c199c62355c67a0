import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeMigration, MigrationNameError } from '../../../src/commands/make-migration.ts';

describe('makeMigration', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('takes the number after the highest', async () => {
    await writeFile(join(folder, '0007_old.ts'), '');
    await writeFile(join(folder, '1002_later.ts'), '');

    expect(await makeMigration(folder, 'add_price')).toBe(join(folder, '1003_add_price.ts'));
    expect(await makeMigration(folder, 'add_price')).toBe(join(folder, '1004_add_price.ts'));
  });

  it('writes both directions', async () => {
    const file = await makeMigration(folder, 'add_price');

    expect(await readFile(file, 'utf8')).toMatch(/export const up =[^]*export const down =/);
  });

  it.each(['Add Price', 'add-price', '../outside', '', '1st', 'x'.repeat(80)])('refuses the name %j', async (name) => {
    await expect(makeMigration(folder, name)).rejects.toThrow(MigrationNameError);
    expect(await readdir(folder)).toEqual([]);
  });
});
