import { typedValues } from '../../options/answers.ts';
import { nameProject } from '../../options/project-name.ts';
import { planChanges } from '../../tree/plan.ts';
import { resolveTarget } from '../../tree/target.ts';
import { conflictPolicyOf } from '../conflict-policy.ts';
import { recoverFirst, refuseHalfWritten } from '../recover-first.ts';
import { refuseConflicts } from '../reported-files.ts';
import type { CreateInput } from './input.ts';

/**
 * Nobody is asked anything about a repository that cannot be made where it was said to go.
 * @throws ConflictError when the given folder holds files, and nothing was said about these
 */
export const refuseFilledDirectory = async ({ given, directory }: CreateInput, cwd: string): Promise<void> => {
  if (directory === undefined) return;
  const values = typedValues(given);
  const target = resolveTarget(nameProject({ directory }, cwd).directory, cwd);
  if (values.dryRun === true) refuseHalfWritten(target, 'run this without --dry-run');
  else recoverFirst(target);
  refuseConflicts(await planChanges(new Map(), target, { onConflict: conflictPolicyOf(values) }));
};
