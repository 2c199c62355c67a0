import type { Project } from '../../compose/feature.ts';
import { PLAN_PATH } from './plan-path.ts';

/** The work plan of a repository that is being emitted: path → text. */
export const derivePlan = async (
  files: ReadonlyMap<string, string>,
  project: Project,
): Promise<ReadonlyMap<string, string>> => {
  const { planOfEmission } = await import('./plan-of-emission.ts');
  return new Map([[PLAN_PATH, await planOfEmission(files, project)]]);
};
