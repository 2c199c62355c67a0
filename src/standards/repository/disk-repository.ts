import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { MANIFEST_PATH } from '../../project/manifest.ts';
import { choicesIn } from './choices.ts';
import { ParsedFiles } from './parsed-files.ts';
import type { Repository } from './repository.ts';

/** Never part of a repository's own files, whatever its .gitignore says. */
const installedOrBuilt = new Set(['node_modules', '.git', '.data', 'dist', 'build', 'coverage', '.next', '.turbo']);

/** In bytes. Larger files are data or bundles; no check reads them. */
const largestFile = 1_000_000;

const readText = (file: string): string | undefined => {
  try {
    return statSync(file).size > largestFile ? undefined : readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    // Gone or not readable since the folder was listed: as if it were not there.
    return undefined;
  }
};

/** The rules of a folder's .gitignore, for paths below that folder. */
interface Rules {
  readonly folder: string;
  readonly ignored: Ignore;
}

const rulesIn = (root: string, folder: string, names: readonly string[]): readonly Rules[] => {
  if (!names.includes('.gitignore')) return [];
  return [{ folder, ignored: ignore.default().add(readText(join(root, folder, '.gitignore')) ?? '') }];
};

const isIgnored = (path: string, rules: readonly Rules[]): boolean =>
  rules.some(({ folder, ignored }) => ignored.ignores(folder === '' ? path : path.slice(folder.length + 1)));

/** What stands in a folder. One that may not be read, below the repository's own, counts as empty. */
const entriesIn = (root: string, folder: string): readonly Dirent[] => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw error;
    return [];
  }
};

/** Links are not followed: they may lead anywhere. */
const walk = (root: string, folder: string, outer: readonly Rules[]): string[] => {
  const entries = entriesIn(root, folder);
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const rules = [...outer, ...rulesIn(root, folder, names)];
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return isIgnored(path, rules) ? [] : [path];
    if (!entry.isDirectory() || installedOrBuilt.has(entry.name) || isIgnored(`${path}/`, rules)) return [];
    return walk(root, path, rules);
  });
};

/** The repository in a folder. Files are read when a check asks for them. */
export const diskRepository = (folder: string): Repository => {
  const files = walk(folder, '', []).sort();
  const read = (path: string): string | undefined => readText(join(folder, path));
  return new ParsedFiles({ files, read }, files.includes(MANIFEST_PATH) ? choicesIn(read(MANIFEST_PATH)) : undefined);
};
