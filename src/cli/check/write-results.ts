import { createEmission } from '../../tree/emission.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import { planChanges } from '../../tree/plan.ts';
import type { Target } from '../../tree/target.ts';
import { reportedFiles } from '../reported-files.ts';
import type { ReportedFile } from '../run-report.ts';
import { writeChanges } from '../write-emission.ts';

/** What is there already is ours to update: the plan keeps what people wrote, the report of findings is made anew. */
const planWriting = async (files: ReadonlyMap<string, string>, target: Target): Promise<ChangeSet> => {
  const emission = createEmission([...files].map(([path, content]) => [path, { content }] as const));
  const changeSet = await planChanges(emission, target, { onConflict: 'overwrite' });
  return {
    ...changeSet,
    changes: changeSet.changes.map((change) =>
      change.action === 'overwrite' ? { ...change, action: 'update' } : change,
    ),
  };
};

/**
 * Writes files into a repository as one, in place of those that are there.
 * @throws ConflictError when a link or a folder is in the way
 */
export const writeResults = async (
  files: ReadonlyMap<string, string>,
  target: Target,
  signal: AbortSignal,
): Promise<readonly ReportedFile[]> => {
  if (files.size === 0) return [];
  return writeChanges(target, () => planWriting(files, target), {
    signal,
    afterWriting: (changeSet) => Promise.resolve(reportedFiles(changeSet)),
  });
};
