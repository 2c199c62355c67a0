import type { PackageManager } from '../../compose/answers.ts';
import { inPackageManager } from '../../compose/package-commands.ts';
import { blocksOf } from './blocks.ts';
import { planFacts, type PlanFacts, type PlanInput } from './facts/plan-facts.ts';
import { code } from './markdown.ts';
import { printPlan } from './print.ts';
import { printedGroup, type NewGroup } from './section.ts';
import { changesSection } from './sections/changes.ts';
import { checklistSection } from './sections/checklist.ts';
import { commandsSection } from './sections/commands.ts';
import { componentsSection } from './sections/components.ts';
import { contextSection } from './sections/context.ts';
import { planSection } from './sections/plan.ts';

const titleOf = ({ name, assessments, version, package: { scripts } }: PlanFacts): NewGroup => {
  const count = (status: string): number => assessments.filter(({ verdict }) => verdict.status === status).length;
  const applying = assessments.length - count('not-applicable');
  const command = scripts.has('architect:check')
    ? 'npm run architect:check'
    : `npx create-backend-architect@${version} check --write`;
  return {
    heading: `# Backend architect plan: ${name.replaceAll(/[\r\n]/g, ' ')}`,
    own: [
      `> **${String(count('met'))} of ${String(applying)}** standards that apply are met, ${String(count('unmet'))} are open, ${String(count('unknown'))} cannot be seen in the files.`,
      '>',
      `> ${code(command)} writes the boxes, tables, evidence and proposals anew. The order of items, and whatever you write below or behind them, stays.`,
    ],
  };
};

/** Says how scripts are run in the words of the repository's package manager. What stands in a fence is a file's text. */
const inManager = (group: NewGroup, manager: PackageManager): NewGroup => {
  const said = (lines: readonly string[] = []): readonly string[] =>
    blocksOf(lines).flatMap(({ kind, lines: own }) =>
      kind.startsWith('fence:') ? own : own.map((line) => inPackageManager(line, manager)),
    );
  return {
    ...group,
    own: said(group.own),
    items: (group.items ?? []).map((item) => ({ ...item, own: said(item.own) })),
  };
};

/**
 * The work plan of a repository: what it is, how it is built, what holds, what is open and how to close it. The same
 * input gives the same text.
 */
export const renderPlan = (input: PlanInput): string => {
  const facts = planFacts(input);
  return printPlan(
    [
      titleOf(facts),
      ...contextSection(facts),
      ...planSection(facts),
      ...componentsSection(facts),
      ...changesSection(facts),
      ...commandsSection(facts),
      ...checklistSection(facts),
    ].map((group) => printedGroup(inManager(group, facts.manager))),
  );
};
