import { readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputFileSync } from 'fs-extra/esm';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/compose/answers.ts';
import { derive } from '../../src/compose/derive.ts';
import { emitWith } from '../support/emitted.ts';
import { goldenCases, type GoldenCase } from './cases.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

const readFolder = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** `UPDATE_GOLDEN=1 npx vitest run test/golden` writes the folders anew; the change is then seen in review. */
const update = (folder: string, files: ReadonlyMap<string, string>): void => {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    outputFileSync(join(folder, path), content);
  }
};

const contentsOf = async (answers: Partial<Answers>): Promise<Map<string, string>> => {
  const { emission } = await derive(emitWith(answers));
  return new Map([...emission].map(([path, file]) => [path, file.content]));
};

/** The name of a file that no emission has: it lists what the other emission has and this one has not. */
const ABSENT = '-absent.txt';

/** The whole emission, or what it has otherwise than the one it is compared with. */
const keptOf = async ({ answers, comparedWith }: GoldenCase): Promise<Map<string, string>> => {
  const files = await contentsOf(answers);
  if (comparedWith === undefined) return files;
  const others = await contentsOf(comparedWith);
  const absent = [...others.keys()].filter((path) => !files.has(path));
  const own = [...files].filter(([path, content]) => others.get(path) !== content);
  return new Map([[ABSENT, `${absent.join('\n')}\n`], ...own]);
};

describe('golden emissions', () => {
  it.each(Object.entries(goldenCases))('%s is what was reviewed', async (name, golden) => {
    const folder = join(here, 'emissions', name);
    const emitted = await keptOf(golden);
    if (process.env.UPDATE_GOLDEN === '1') update(folder, emitted);
    expect(existsSync(folder), `${folder} is missing; see UPDATE_GOLDEN`).toBe(true);
    const reviewed = readFolder(folder);
    expect([...emitted.keys()]).toEqual([...reviewed.keys()]);
    for (const [path, content] of emitted) expect(content, path).toBe(reviewed.get(path));
  });
});
