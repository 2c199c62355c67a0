import type { Project } from '../../compose/feature.ts';
import { assessInTurns } from '../assess-in-turns.ts';
import { loadStandards } from '../load-standards.ts';
import { choicesOf } from '../repository/choices.ts';
import { repositoryOf } from '../repository/memory-repository.ts';
import { makePlan } from './make-plan.ts';

/** Makes the work plan of a repository that is being emitted. */
export const planOfEmission = async (
  files: ReadonlyMap<string, string>,
  { answers, features, available, version }: Project,
): Promise<string> => {
  const standards = await loadStandards();
  const repository = repositoryOf(files, choicesOf({ ...answers }, features));
  const assessments = await assessInTurns(repository, standards);
  const request = { repository, standards, assessments, version, features: new Set(available) };
  return makePlan(request).text;
};
