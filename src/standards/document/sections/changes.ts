import type { Assessment } from '../../assess.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { code, detail, listed, subject } from '../markdown.ts';
import { fence, patchText } from '../patch.ts';
import type { NewGroup, NewItem } from '../section.ts';

/** The ID of the proposal for a standard. */
export const proposalId = (standard: string): string => `CHANGE-${standard}`;

/** Whether the plan proposes something for a standard. */
export const hasProposal = ({ standard }: Assessment, { proposals }: PlanFacts): boolean => proposals.has(standard.id);

const linesOf = ({ standard }: Assessment, facts: PlanFacts): readonly string[] => {
  const proposal = facts.proposals.get(standard.id);
  switch (proposal?.kind) {
    case undefined:
      return [];
    case 'add':
      return detail('Command', code(proposal.command));
    case 'steps':
      return proposal.steps.flatMap((step, index) => detail(`Step ${String(index + 1)}`, step));
    case 'diff': {
      const paths = listed(
        proposal.changes.map(({ path }) => code(path)),
        5,
      );
      return [
        ...detail('Patch', `for \`git apply\`, changes ${paths}`),
        '',
        ...fence('diff', patchText(proposal.changes)),
      ];
    }
  }
};

const order = { add: 0, diff: 1, steps: 2 } as const;

/** What would close each open standard: a command, a patch, or steps; the least work first. */
export const changesSection = (facts: PlanFacts): readonly NewGroup[] => {
  const open = facts.assessments
    .filter((assessment) => hasProposal(assessment, facts))
    .map((assessment) => ({ assessment, rank: order[facts.proposals.get(assessment.standard.id)?.kind ?? 'steps'] }))
    .toSorted((a, b) => a.rank - b.rank);
  const items = open.map(({ assessment }): NewItem => ({
    id: proposalId(assessment.standard.id),
    subject: subject(assessment.standard.title),
    own: linesOf(assessment, facts),
  }));
  const own =
    items.length === 0
      ? ['> Nothing is open.']
      : ['> One proposal for each open standard: commands first, then patches, then steps.'];
  return [{ heading: '## Proposed Code Changes', own, items }];
};
