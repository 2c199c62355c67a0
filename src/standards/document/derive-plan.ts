import type { Project } from '../../compose/feature.ts';
import { findKnownPlan } from './find-known-plan.ts';
import { nameInKnownPlans, planKey } from './known-plan.ts';
import { PLAN_PATH } from './plan-path.ts';

/** The work plan of a repository that is being emitted: path → text. */
export const derivePlan = async (
  files: ReadonlyMap<string, string>,
  project: Project,
): Promise<ReadonlyMap<string, string>> => {
  const key = planKey(project);
  const known = key === undefined ? undefined : findKnownPlan(key);
  if (known !== undefined) return new Map([[PLAN_PATH, known.replaceAll(nameInKnownPlans, project.name)]]);
  const { planOfEmission } = await import('./plan-of-emission.ts');
  return new Map([[PLAN_PATH, await planOfEmission(files, project)]]);
};
