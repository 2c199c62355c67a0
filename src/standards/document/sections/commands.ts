import { ciSteps } from '../../facts/workflows.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { code, place, table } from '../markdown.ts';
import type { NewGroup } from '../section.ts';

/** What the README says about scripts, in tables of the form `| npm run x | what it does |`. */
const described = ({ repository }: PlanFacts): ReadonlyMap<string, string> =>
  new Map(
    [
      ...(repository.text('README.md') ?? '').matchAll(/^\| `(?:npm|pnpm|yarn|bun) run ([\w:.-]+)` \| (.+?) \|\s*$/gm),
    ].map((match) => [match[1] ?? '', match[2] ?? '']),
  );

const localRows = (facts: PlanFacts): readonly (readonly string[])[] => {
  const meanings = described(facts);
  return [...facts.package.scripts].map(([name, command]) => [
    code(`${facts.manager} run ${name}`),
    meanings.get(name) ?? code(command.length > 80 ? `${command.slice(0, 80)}…` : command),
  ]);
};

const ciRows = ({ repository }: PlanFacts): readonly (readonly string[])[] =>
  ciSteps(repository).flatMap((step) => {
    // Preparing steps, such as the checkout, have no name of their own.
    const what = step.run ?? (step.name === undefined ? undefined : step.uses);
    if (what === undefined) return [];
    const lines = what.trim().split('\n');
    const shown = `${code(lines[0] ?? '')}${lines.length > 1 ? ` and ${String(lines.length - 1)} more lines` : ''}`;
    return [[step.job, step.name ?? '', shown, place(step.place)]];
  });

/** One row where there is no pipeline: with another kind of block, an update would take the old one for a person's. */
const noPipeline: readonly string[] = ['none', '', 'There is no pipeline in this repository.', ''];

/** What can be run here: the scripts of package.json, and what the pipeline runs. */
export const commandsSection = (facts: PlanFacts): readonly NewGroup[] => {
  const ci = ciRows(facts);
  return [
    { heading: '## Commands' },
    { heading: '### Local', own: table(['command', 'does'], localRows(facts)) },
    { heading: '### CI', own: table(['job', 'step', 'runs', 'where'], ci.length === 0 ? [noPipeline] : ci) },
  ];
};
