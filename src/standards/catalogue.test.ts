import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStandards, standardFiles } from './catalogue-disk.ts';
import { groupOf, groups, type Group } from './standard.ts';

/** How many standards each group has. The IDs are a promise to everybody who refers to them. */
const counts: Readonly<Record<Group, number>> = {
  API: 15,
  DB: 17,
  AUTH: 16,
  SEC: 17,
  PERF: 9,
  REL: 8,
  OPS: 13,
  ARCH: 8,
  DOC: 7,
};

const ids = groups.flatMap((group) =>
  Array.from({ length: counts[group] }, (_none, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
);

const standards = await readStandards();

describe('the catalogue', () => {
  it('has all 110 standards, each once and in order', () => {
    expect(ids).toHaveLength(110);
    expect(standards.map(({ id }) => id)).toEqual(ids);
  });

  it('has each in the file of its name', async () => {
    const named = standardFiles().map((file) => [dirname(file).split(/[\\/]/).at(-1), basename(file, '.ts')]);
    const expected = standards.map((standard) => [groupOf(standard).toLowerCase(), standard.id.toLowerCase()]);
    expect(named.toSorted()).toEqual(expected.toSorted());
    await expect(readStandards()).resolves.toHaveLength(named.length);
  });

  it.each(standards)('$id says what it is and why, in a line each', ({ title, why, references }) => {
    for (const text of [title, why]) expect(text).toMatch(/^[A-Z`].{10,180}$/);
    expect(title).not.toMatch(/\.$/);
    expect(why).toMatch(/[.!?]$/);
    expect(new Set(references).size).toBe(references.length);
  });

  it('has no title twice', () => {
    expect(new Set(standards.map(({ title }) => title)).size).toBe(standards.length);
  });
});
