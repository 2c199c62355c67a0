import { diskRepository } from '../../standards/repository/disk-repository.ts';
import { writesOf, type ChangeSet } from '../../tree/change-set.ts';

/** The texts of a repository as they will be when the changes are made: path → text. */
export const changedFiles = (changeSet: ChangeSet): Map<string, string> => {
  const now = diskRepository(changeSet.target.path);
  const files = new Map(now.files.map((path) => [path, now.text(path) ?? '']));
  for (const { path, content } of writesOf(changeSet)) files.set(path, content);
  for (const { path, action } of changeSet.changes) if (action === 'delete') files.delete(path);
  return files;
};
