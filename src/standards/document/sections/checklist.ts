import type { Assessment } from '../../assess.ts';
import type { Verdict } from '../../standard.ts';
import { checklistGroups } from '../checklist-groups.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { code, detail, inline, place, subject, table } from '../markdown.ts';
import { proofOf } from '../proof.ts';
import type { NewGroup, NewItem } from '../section.ts';
import { hasProposal, proposalId } from './changes.ts';

const groupOf = ({ standard }: Assessment): string => standard.id.split('-')[0] ?? '';

const rank = { unmet: 0, unknown: 0, met: 1, 'not-applicable': 2 } as const satisfies Record<Verdict['status'], number>;

/** What is typed looks like code; what is asked of somebody does not. */
const asCommand = (text: string): string =>
  /^(npm|npx|pnpm|yarn|bun|node|git|docker|kubectl|curl|psql|openssl)\b/.test(text) ? code(text) : inline(text);

const openLines = (assessment: Assessment, facts: PlanFacts): readonly string[] => {
  const { standard, verdict } = assessment;
  const reference = hasProposal(assessment, facts) ? ` See ${proposalId(standard.id)}.` : '';
  const sentence = (text: string): string => `${inline(text).replace(/\.$/, '')}.${reference}`;
  if (verdict.status === 'unmet') {
    return [
      ...detail('Why', standard.why),
      ...detail('Missing', sentence(verdict.missing)),
      ...detail('Look at', (verdict.places ?? []).slice(0, 3).map(place).join(', ')),
    ];
  }
  if (verdict.status !== 'unknown') return [];
  return [
    ...detail('Why', standard.why),
    ...detail('Unknown', sentence(verdict.because)),
    ...detail('Command', verdict.command === undefined ? '' : `${asCommand(verdict.command)} tells`),
  ];
};

const itemOf = (assessment: Assessment, facts: PlanFacts): NewItem => {
  const { standard, verdict } = assessment;
  const head = { id: standard.id, subject: subject(standard.title) };
  if (verdict.status === 'met') return { ...head, proof: proofOf(verdict.evidence, verdict.tests), own: [] };
  if (verdict.status === 'not-applicable') return { ...head, own: detail('Not applicable', verdict.because) };
  return { ...head, own: openLines(assessment, facts) };
};

const count = (assessments: readonly Assessment[], ...statuses: readonly Verdict['status'][]): string =>
  String(assessments.filter(({ verdict }) => statuses.includes(verdict.status)).length);

/** The assessments of a group of the checklist: open ones first, then those that are met, then the others. */
const inGroup = (assessments: readonly Assessment[], holds: readonly string[]): readonly Assessment[] =>
  assessments
    .filter((assessment) => holds.includes(groupOf(assessment)))
    .toSorted((a, b) => rank[a.verdict.status] - rank[b.verdict.status]);

/** Every standard, in its group. */
export const checklistSection = (facts: PlanFacts): readonly NewGroup[] => {
  const groups = checklistGroups.map(({ title, holds }) => ({ title, own: inGroup(facts.assessments, holds) }));
  const rows = groups.map(({ title, own }) => [
    title,
    count(own, 'met'),
    count(own, 'unmet'),
    count(own, 'unknown'),
    count(own, 'not-applicable'),
  ]);
  return [
    {
      heading: '## Quality Assurance Task Checklist',
      own: table(['group', 'met', 'open', 'cannot be seen', 'not applicable'], rows),
    },
    ...groups.map(({ title, own }) => ({
      heading: `### ${title}`,
      items: own.map((assessment) => itemOf(assessment, facts)),
    })),
  ];
};
