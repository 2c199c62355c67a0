import { assessInTurns } from '../../standards/assess-in-turns.ts';
import { makePlan } from '../../standards/document/make-plan.ts';
import { PLAN_PATH } from '../../standards/document/plan-path.ts';
import { loadStandards } from '../../standards/load-standards.ts';
import { repositoryOf } from '../../standards/repository/memory-repository.ts';
import type { Repository } from '../../standards/repository/repository.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import { createReader } from '../../tree/existing.ts';
import { blocked, inOrder, updated } from '../../tree/plan.ts';
import { textOf } from '../../tree/text.ts';
import type { PlanVersion } from '../plan-version.ts';
import { changedFiles } from './changed-files.ts';

/** The repository as it will be when the changes are made. The manifest may be among them. */
const changedRepository = (changeSet: ChangeSet): Repository => {
  const files = changedFiles(changeSet);
  files.delete(PLAN_PATH);
  return repositoryOf(files);
};

/**
 * Brings the work plan of a repository up to date with what a change set makes of it: what people wrote into the plan
 * stays, and its evidence is that of their files.
 */
export const withUpdatedPlan = async (changeSet: ChangeSet, { version, features }: PlanVersion): Promise<ChangeSet> => {
  const { target, changes } = changeSet;
  const existing = createReader(target.path)(PLAN_PATH);
  if (existing.kind === 'blocked') return { ...changeSet, changes: inOrder([...changes, blocked(existing)]) };
  const repository = changedRepository(changeSet);
  const standards = await loadStandards();
  const assessments = await assessInTurns(repository, standards);
  const old = existing.kind === 'file' ? textOf(existing.bytes) : undefined;
  const request = { repository, standards, assessments, version, features };
  const { text } = makePlan(old === undefined ? request : { ...request, existing: old });
  return { ...changeSet, changes: inOrder([...changes, updated(PLAN_PATH, text, existing)]) };
};
