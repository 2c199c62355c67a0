import { setImmediate } from 'node:timers/promises';
import { MANIFEST_PATH } from '../project/manifest.ts';
import { PLAN_PATH } from '../standards/document/plan-path.ts';
import { applyChanges } from '../tree/apply.ts';
import { conflictsOf, type ChangeSet, type ConflictPolicy } from '../tree/change-set.ts';
import type { Emission } from '../tree/emission.ts';
import { lockTarget, type TargetLock } from '../tree/lock.ts';
import { planChanges } from '../tree/plan.ts';
import { recoverTarget } from '../tree/recover.ts';
import type { Target } from '../tree/target.ts';
import type { PlanVersion } from './plan-version.ts';
import { refuseConflicts } from './reported-files.ts';

/**
 * Compares an emission with its target; nothing is written. The work plan of a folder that holds something is made for
 * what the folder will be.
 */
export const planEmission = async (
  emission: Emission,
  target: Target,
  onConflict: ConflictPolicy,
  version?: PlanVersion,
): Promise<ChangeSet> => {
  const changeSet = await planChanges(emission, target, { onConflict, owned: [MANIFEST_PATH, PLAN_PATH] });
  const hasPlan = changeSet.state === 'filled' && emission.has(PLAN_PATH);
  if (version === undefined || !hasPlan || conflictsOf(changeSet).length > 0) return changeSet;
  const { withUpdatedPlan } = await import('./plan/updated-plan.ts');
  return withUpdatedPlan(changeSet, version);
};

/** What happens around the writing. */
export interface WriteHooks<Result> {
  readonly signal?: AbortSignal;
  /** Called with the plan, before anything is written; throws to keep it from being written. */
  readonly beforeWriting?: (changeSet: ChangeSet) => Promise<void>;
  /** Called when the files are in place, while no other run can touch the target. */
  readonly afterWriting: (changeSet: ChangeSet, lock: TargetLock) => Promise<Result>;
}

/**
 * Writes the changes that `plan` finds, as one, while holding the target against other runs. What a killed run left
 * behind is undone first.
 * @throws ConflictError when something is in the way; the errors of the tree; whatever is thrown, the target is as before
 */
export const writeChanges = async <Result>(
  target: Target,
  plan: () => Promise<ChangeSet>,
  { signal, beforeWriting, afterWriting }: WriteHooks<Result>,
): Promise<Result> => {
  const lock = lockTarget(target);
  try {
    recoverTarget(lock);
    const changeSet = await plan();
    refuseConflicts(changeSet);
    await beforeWriting?.(changeSet);
    signal?.throwIfAborted();
    await applyChanges(changeSet, lock, { signal, seal: MANIFEST_PATH });
    // A signal that came while nothing could wait is heard now.
    await setImmediate();
    return await afterWriting(changeSet, lock);
  } finally {
    lock.release();
  }
};
