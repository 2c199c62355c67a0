import { diskRepository } from '../../standards/repository/disk-repository.ts';
import type { FileAction, ReportedFile } from '../run-report.ts';

/** The texts of a repository's own files: path → text. */
export const ownTexts = (folder: string): ReadonlyMap<string, string | undefined> => {
  const repository = diskRepository(folder);
  return new Map(repository.files.map((path) => [path, repository.text(path)]));
};

type Texts = ReturnType<typeof ownTexts>;

const actionOf = (path: string, before: Texts, after: Texts): FileAction => {
  if (!before.has(path)) return 'create';
  if (!after.has(path)) return 'delete';
  return before.get(path) === after.get(path) ? 'unchanged' : 'update';
};

/** What happened between two looks at a repository: a generator of its own does not report what it does. */
export const changesBetween = (before: Texts, after: Texts): readonly ReportedFile[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((path) => ({ path, action: actionOf(path, before, after) }))
    .filter(({ action }) => action !== 'unchanged');
