import { plain, styled, styleOf } from '../../tree/text.ts';
import { assess, type Assessment } from '../assess.ts';
import type { ProposalContext } from '../proposal.ts';
import { withFiles } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';
import type { Standard } from '../standard.ts';
import { PLAN_PATH } from './plan-path.ts';
import { renderPlan } from './render.ts';
import { updatePlan } from './update.ts';

/** What a plan is made of: the repository, what was found in it, and the plan that it has already. */
export interface PlanRequest extends ProposalContext {
  readonly standards: readonly Standard[];
  readonly assessments: readonly Assessment[];
  /** The plan as it stands there now. */
  readonly existing?: string;
}

/** A plan, and the assessments that hold in a repository with that plan. */
export interface MadePlan {
  readonly text: string;
  readonly assessments: readonly Assessment[];
}

const textOf = (request: PlanRequest, assessments: readonly Assessment[]): string => {
  const { existing } = request;
  const fresh = renderPlan({ ...request, assessments });
  if (existing === undefined) return fresh;
  return styled(updatePlan(fresh, plain(existing)), styleOf(existing));
};

/** Lines of the plan move when it is written, and nobody needs them to find a place in it. */
const withoutOwnLines = (assessment: Assessment): Assessment => {
  const { verdict } = assessment;
  if (verdict.status !== 'met') return assessment;
  const evidence = verdict.evidence.map((place) => (place.path === PLAN_PATH ? { path: PLAN_PATH } : place));
  return { ...assessment, verdict: { ...verdict, evidence } };
};

/** Standards about documents may look at the plan itself, so they are held against the repository as it will be. */
const withPlan = (repository: Repository, text: string, request: PlanRequest): readonly Assessment[] => {
  const again = assess(withFiles(repository, { [PLAN_PATH]: text }), request.standards, { groups: ['DOC'] });
  const later = new Map(again.map((assessment) => [assessment.standard.id, withoutOwnLines(assessment)]));
  return request.assessments.map((assessment) => later.get(assessment.standard.id) ?? assessment);
};

const isSame = (one: readonly Assessment[], other: readonly Assessment[]): boolean =>
  one.every(({ verdict }, index) => JSON.stringify(verdict) === JSON.stringify(other[index]?.verdict));

/**
 * Makes the work plan of a repository, or brings the one that it has up to date. Made again from the repository with
 * that plan in it, it is the same.
 */
export const makePlan = (request: PlanRequest): MadePlan => {
  const draft = textOf(request, request.assessments);
  const assessments = withPlan(request.repository, draft, request);
  return { text: isSame(assessments, request.assessments) ? draft : textOf(request, assessments), assessments };
};
