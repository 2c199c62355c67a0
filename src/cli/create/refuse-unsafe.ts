import ignore from 'ignore';
import type { Problem } from '../../compose/resolve.ts';
import { problem } from '../../options/given.ts';
import { isIgnored } from '../../project/git.ts';
import { ENVIRONMENT_FILE } from '../../project/secrets.ts';
import { writesOf, type ChangeSet } from '../../tree/change-set.ts';
import { createReader } from '../../tree/existing.ts';
import { uncommittedProblems } from '../dirty-tree.ts';
import { ConflictError } from '../failures.ts';
import { refuseConflicts } from '../reported-files.ts';

const rulesFile = '.gitignore';

/** The rules of the folder as they will be. */
const rulesAfter = (changeSet: ChangeSet): string => {
  const written = writesOf(changeSet).find(({ path }) => path === rulesFile);
  if (written !== undefined) return written.content;
  const existing = createReader(changeSet.target.path)(rulesFile);
  return existing.kind === 'file' ? existing.bytes.toString('utf8') : '';
};

/**
 * Whether secrets would be written into a file that git does not ignore: that is committed and published sooner or later.
 */
export const isLeftOpen = async (changeSet: ChangeSet): Promise<boolean> => {
  if (!writesOf(changeSet).some(({ path }) => path === ENVIRONMENT_FILE)) return false;
  if (ignore.default().add(rulesAfter(changeSet)).ignores(ENVIRONMENT_FILE)) return false;
  // Rules of a folder further up, of the repository or of the user count as well.
  return !(await isIgnored(changeSet.target.path, ENVIRONMENT_FILE));
};

const openSecretProblems = async (changeSet: ChangeSet): Promise<readonly Problem[]> => {
  if (!(await isLeftOpen(changeSet))) return [];
  const reason = `is to hold secrets, and ${rulesFile} does not ignore it`;
  return [problem('directory', `${ENVIRONMENT_FILE}: ${reason}: make "${ENVIRONMENT_FILE}" its last line first.`)];
};

const losesWork = (changeSet: ChangeSet): boolean => writesOf(changeSet).some(({ before }) => before !== undefined);

/** @throws ConflictError when something is in the way, uncommitted work would be lost, or secrets would lie open */
export const refuseUnsafe = async (changeSet: ChangeSet): Promise<void> => {
  refuseConflicts(changeSet);
  const problems = [
    ...(losesWork(changeSet) ? await uncommittedProblems(changeSet.target.path) : []),
    ...(await openSecretProblems(changeSet)),
  ];
  if (problems.length > 0) throw new ConflictError(problems);
};
