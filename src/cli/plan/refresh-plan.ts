import { PLAN_PATH } from '../../standards/document/plan-path.ts';
import { applyChanges } from '../../tree/apply.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import type { TargetLock } from '../../tree/lock.ts';
import type { Target } from '../../tree/target.ts';
import type { PlanVersion } from '../plan-version.ts';
import type { ReportedStep } from '../run-report.ts';
import { withUpdatedPlan } from './updated-plan.ts';

/**
 * Brings the work plan up to date after the install, which has added files that standards ask for, such as the lock file.
 * @param lock the lock of the target, which is held already
 */
export const refreshPlan = async (target: Target, lock: TargetLock, version: PlanVersion): Promise<ReportedStep> => {
  const nothing: ChangeSet = { target, state: 'filled', changes: [] };
  const name = 'plan';
  try {
    await applyChanges(await withUpdatedPlan(nothing, version), lock);
    return { name, status: 'done', message: `${PLAN_PATH} is up to date.`, byHand: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, status: 'failed', message: `${PLAN_PATH}: ${reason}`, byHand: ['create-backend-architect check'] };
  }
};
