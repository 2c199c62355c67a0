import { joint } from '../facts/standing.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { code, detail } from '../markdown.ts';
import { proofOf } from '../proof.ts';
import type { NewGroup, NewItem } from '../section.ts';
import { areas, type Area } from './areas.ts';

/** The decision records of an area: they have the reasons. */
const decisionsOf = ({ decisions }: Area, { repository }: PlanFacts): string => {
  const records = repository.matching(/^docs\/(adr|adrs|decisions)\/\d+[^/]*\.md$/);
  return records
    .filter((path) => decisions.test(path.replace(/^.*\//, '')))
    .map(code)
    .join(', ');
};

const itemOf = (area: Area, facts: PlanFacts): NewItem => {
  const { number, title, standards, lines } = area;
  const head = { id: `ARCH-PLAN-${number}`, subject: title };
  const own = [
    ...lines(facts).flatMap(([label, text]) => detail(label, text)),
    ...detail('Reasons', decisionsOf(area, facts)),
  ];
  const { open, evidence, tests } = joint(facts, standards);
  if (open.length > 0) return { ...head, own: [...own, ...detail('Open', open.join(', '))] };
  if (evidence.length === 0) return { ...head, own: [...own, ...detail('Not applicable', 'nothing of it was chosen')] };
  return { ...head, proof: proofOf(evidence, tests), own: [...own, ...detail('Standards', standards.join(', '))] };
};

const rank = ({ proof, own }: NewItem): number =>
  proof !== undefined ? 1 : own.some((line) => line.startsWith('  - **Not applicable**')) ? 2 : 0;

/** The decisions, area by area. An area is closed when all standards it rests on are. */
export const planSection = (facts: PlanFacts): readonly NewGroup[] => {
  const items = areas.map((area) => itemOf(area, facts)).toSorted((a, b) => rank(a) - rank(b));
  return [{ heading: '## Architecture Plan', items }];
};
