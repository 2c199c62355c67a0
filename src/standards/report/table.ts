import type { Assessment } from '../assess.ts';
import { proposalOf, type Proposal, type ProposalContext } from '../proposal.ts';
import { groupOf, groups, groupTitles, type Place } from '../standard.ts';
import { scoreOf } from './score.ts';

/** How the parts of the table look; the identity where there is no colour. */
export interface TableStyle {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

const placeText = ({ path, line }: Place): string => (line === undefined ? path : `${path}:${String(line)}`);

/** What stands behind a standard: where it is met, or what is open about it. */
const remarkOf = ({ verdict }: Assessment): string => {
  switch (verdict.status) {
    case 'met': {
      const [first] = verdict.evidence;
      const tests = verdict.tests.length === 0 ? '' : `, tested in ${placeText(verdict.tests[0] ?? { path: '' })}`;
      return first === undefined ? '' : `${placeText(first)}${tests}`;
    }
    case 'unmet':
      return verdict.missing;
    case 'unknown':
      return verdict.command === undefined ? verdict.because : `${verdict.because} (${verdict.command} tells)`;
    case 'not-applicable':
      return verdict.because;
  }
};

const marks = { met: '✔', unmet: '✖', unknown: '?', 'not-applicable': '–' } as const;

const rowOf = (assessment: Assessment, column: number, style: TableStyle): string => {
  const { standard, verdict } = assessment;
  const paint = { met: style.good, unmet: style.bad, unknown: style.strong, 'not-applicable': style.dim }[
    verdict.status
  ];
  const head = `${paint(marks[verdict.status])} ${standard.id.padEnd(8)} ${standard.title.padEnd(column)}`;
  return `  ${head}  ${style.dim(remarkOf(assessment).replaceAll(/\s+/g, ' '))}`;
};

/** A proposal in one line. */
const nextStepOf = (proposal: Proposal): string => {
  switch (proposal.kind) {
    case 'add':
      return proposal.command;
    case 'diff':
      return `the patch for ${proposal.changes.map(({ path }) => path).join(', ')}, which the work plan holds`;
    case 'steps':
      return proposal.steps[0] ?? '';
  }
};

const order = { add: 0, diff: 1, steps: 2 } as const;

/** The least work that closes something: a command before a patch, a patch before steps. */
const bestStep = (assessments: readonly Assessment[], context: ProposalContext): string | undefined => {
  const proposals = assessments.flatMap((assessment) => {
    const proposal = proposalOf(assessment, context);
    return proposal === undefined ? [] : [{ id: assessment.standard.id, proposal }];
  });
  const [best] = proposals.toSorted((a, b) => order[a.proposal.kind] - order[b.proposal.kind]);
  return best === undefined ? undefined : `${best.id}: ${nextStepOf(best.proposal)}`;
};

const longestTitle = 44;

/** The assessments as lines for a person: group by group with its score, its evidence, and the next best step. */
export const tableLines = (
  assessments: readonly Assessment[],
  context: ProposalContext,
  style: TableStyle,
): readonly string[] => {
  const column = Math.min(longestTitle, Math.max(0, ...assessments.map(({ standard }) => standard.title.length)));
  const lines = groups.flatMap((group) => {
    const own = assessments.filter(({ standard }) => groupOf(standard) === group);
    if (own.length === 0) return [];
    const { met, unmet, unknown } = scoreOf(own);
    const best = bestStep(own, context);
    return [
      `${style.strong(groupTitles[group])}  ${String(met)} of ${String(met + unmet + unknown)}`,
      ...own.map((assessment) => rowOf(assessment, column, style)),
      ...(best === undefined ? [] : [`  ${style.dim('next')} ${best}`]),
      '',
    ];
  });
  const { met, unmet, unknown, notApplicable, percent } = scoreOf(assessments);
  const counts = `${String(met)} met, ${String(unmet)} open, ${String(unknown)} cannot be seen, ${String(notApplicable)} do not apply`;
  return [...lines, `${style.strong(`${String(percent)} %`)}  ${counts}`];
};
