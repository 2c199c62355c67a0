import type { Problem } from '../compose/resolve.ts';
import { conflictsOf, type ChangeSet } from '../tree/change-set.ts';
import { problem } from '../options/given.ts';
import { ConflictError } from './failures.ts';
import type { ReportedFile } from './run-report.ts';

/** The files of a change set as reports name them. */
export const reportedFiles = (changeSet: ChangeSet): readonly ReportedFile[] =>
  changeSet.changes.flatMap(({ path, action }) => (action === 'conflict' ? [] : [{ path, action }]));

const notEmpty = ({ target }: ChangeSet): Problem => ({
  option: 'directory',
  message: `${target.given} is not empty.`,
  suggestion: 'Choose another directory, or use --on-conflict skip, overwrite or merge for the files that exist.',
});

/** @throws ConflictError that lists everything in the way */
export const refuseConflicts = (changeSet: ChangeSet): void => {
  const conflicts = conflictsOf(changeSet);
  if (conflicts.length === 0) return;
  const listed = conflicts.map(({ path, reason }) => problem('directory', `${path}: ${reason}`));
  const isFilled = conflicts.some(({ reason }) => reason === 'exists');
  throw new ConflictError(isFilled ? [notEmpty(changeSet), ...listed] : listed);
};
