import type { PlanItem, PlanText } from './parse.ts';

/** IDs from here on are given in the order of appearance; those below belong to fixed subjects. */
export const firstGivenNumber = 101;

const componentId = /^(ARCH-ITEM-\d+)\.(\d+)$/;

const partsOf = (id: string): { readonly series: string; readonly number: number } | undefined => {
  const match = componentId.exec(id);
  return match === null ? undefined : { series: match[1] ?? '', number: Number(match[2]) };
};

/** Whether an ID was given in the order of appearance. */
export const isGivenId = (id: string): boolean => (partsOf(id)?.number ?? 0) >= firstGivenNumber;

const itemsOf = (plan: PlanText): readonly PlanItem[] => plan.groups.flatMap(({ items }) => items);

const subjectKey = (series: string, subject: string): string => `${series} ${subject}`;

/**
 * Gives components the IDs that they have in the document already. One that is new gets a number that none ever had,
 * so that an ID means the same thing for as long as the document lives.
 */
export const withStableIds = (fresh: PlanText, old: PlanText): PlanText => {
  const known = new Map<string, string>();
  const highest = new Map<string, number>();
  for (const { id, subject } of itemsOf(old)) {
    const parts = partsOf(id);
    if (parts === undefined) continue;
    const key = subjectKey(parts.series, subject);
    if (!known.has(key)) known.set(key, id);
    highest.set(parts.series, Math.max(highest.get(parts.series) ?? 0, parts.number));
  }
  const renumbered = (item: PlanItem): PlanItem => {
    const parts = partsOf(item.id);
    if (parts === undefined || parts.number < firstGivenNumber) return item;
    const id = known.get(subjectKey(parts.series, item.subject));
    if (id !== undefined) return { ...item, id };
    if ((highest.get(parts.series) ?? 0) < firstGivenNumber) return item;
    const number = (highest.get(parts.series) ?? 0) + 1;
    highest.set(parts.series, number);
    return { ...item, id: `${parts.series}.${String(number)}` };
  };
  return { groups: fresh.groups.map((group) => ({ ...group, items: group.items.map(renumbered) })) };
};
