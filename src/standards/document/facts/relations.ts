import { listed } from '../markdown.ts';
import type { PlanFacts } from './plan-facts.ts';

/** The module or component that a file belongs to, by title. */
const ownerOf = (path: string, { modules, components }: PlanFacts): string | undefined =>
  modules.find(({ folder }) => path.startsWith(`${folder}/`))?.name ??
  components.find(({ files }) => files.includes(path))?.title;

const most = 6;

const named = (titles: readonly (string | undefined)[], own: string | undefined): string => {
  const others = [...new Set(titles)].filter((title) => title !== undefined && title !== own);
  return others.length === 0 ? 'nothing' : listed(others.filter((title) => title !== undefined).toSorted(), most);
};

/** What uses the files of a component (upstream), and what they use (downstream), as imports tell. */
export const dependenciesOf = (files: readonly string[], facts: PlanFacts): string => {
  const own = new Set(files);
  const title = ownerOf(files[0] ?? '', facts);
  const down = files.flatMap((path) => facts.graph.get(path) ?? []).filter((path) => !own.has(path));
  const up = [...facts.graph].filter(([path, targets]) => !own.has(path) && targets.some((target) => own.has(target)));
  const from = up.map(([path]) => ownerOf(path, facts));
  return `used by ${named(from, title)}; uses ${named(
    down.map((path) => ownerOf(path, facts)),
    title,
  )}`;
};

/** The standards whose evidence lies in the files of a component. */
export const standardsIn = (files: readonly string[], { assessments }: PlanFacts): readonly string[] => {
  const own = new Set(files);
  return assessments.flatMap(({ standard, verdict }) =>
    verdict.status === 'met' && verdict.evidence.some(({ path }) => own.has(path)) ? [standard.id] : [],
  );
};
