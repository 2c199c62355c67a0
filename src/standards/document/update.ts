import { blocksOf, trimmed } from './blocks.ts';
import { inKeptOrder, type Placed } from './order.ts';
import { parsePlan, type PlanGroup, type PlanItem, type PlanText } from './parse.ts';
import { printPlan, type PrintedGroup, type PrintedItem } from './print.ts';
import { isGivenId, withStableIds } from './stable-ids.ts';

/** The title's name may change; everything else about a heading is fixed. */
const headingKey = (heading: string): string => heading.replace(/^(# [^:]*):.*/, '$1');

const ownKinds = (body: readonly string[]): readonly string[] =>
  blocksOf(body)
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'text');

/** The lines that are not ours: those that are left when the first block of each of our kinds is taken away. */
const withoutOwn = (body: readonly string[], kinds: readonly string[]): readonly string[] => {
  const wanted = new Set(kinds);
  const taken = new Set<string>();
  const kept = blocksOf(body).filter(({ kind }) => {
    const isOwn = wanted.has(kind) && !taken.has(kind);
    if (isOwn) taken.add(kind);
    return !isOwn && !kind.startsWith('detail:');
  });
  return trimmed(kept.flatMap(({ lines }) => lines));
};

/** The lines, with an end for a fence that has none. */
const wellClosed = (lines: readonly string[]): readonly string[] =>
  trimmed(blocksOf(lines).flatMap((block) => block.lines));

const isChange = (id: string): boolean => id.startsWith('CHANGE-');
const isComponent = (id: string): boolean => id.startsWith('ARCH-ITEM-');
/** What can stand under an item of ours besides its details. */
const itemKinds = (id: string): readonly string[] => (isChange(id) ? ['fence:diff'] : []);

/** Says why a box that somebody ticked by hand is open again; it stays until the check agrees. */
const reasonLines = (fresh: PlanItem, old: PlanItem | undefined): readonly string[] => {
  if (fresh.ticked || old === undefined) return [];
  const before = old.body.find((line) => line.startsWith('  - **Unticked**:'));
  if (before !== undefined) return [before];
  if (!old.ticked || old.proof !== '') return [];
  return ['  - **Unticked**: the box was ticked by hand, but the check finds no evidence.'];
};

const mergeItem = (fresh: PlanItem, old: PlanItem | undefined, more: readonly string[]): PrintedItem => ({
  ...fresh,
  tail: old?.tail ?? '',
  own: [...reasonLines(fresh, old), ...trimmed(fresh.body)],
  extra: [...(old === undefined ? [] : withoutOwn(old.body, itemKinds(old.id))), ...more],
});

const hasDetail = ({ body }: PlanItem, ...labels: readonly string[]): boolean =>
  body.some((line) => labels.some((label) => line.startsWith(`  - **${label}**:`)));

/** Where in its group an item stands: open, closed, not applicable; a command before a patch, a patch before steps. */
const placeOf = (item: PlanItem): Placed['rank'] => {
  if (isChange(item.id)) return hasDetail(item, 'Command') ? 0 : hasDetail(item, 'Patch') ? 1 : 2;
  if (item.ticked) return 1;
  return hasDetail(item, 'Not applicable', 'Gone') ? 2 : 0;
};

/** A component that is no longer there keeps its ID, so that no other one gets it. */
const goneItem = (old: PlanItem): PlanItem => ({
  ...old,
  ticked: false,
  proof: '',
  body: ['  - **Gone**: no longer in the repository; delete this item when nothing refers to it.'],
});

/** Whether a component was written by us: it has evidence, or says what is missing. Others are plans of people. */
const isOurs = (item: PlanItem): boolean => item.proof !== '' || hasDetail(item, 'Missing', 'Gone');

/** Whether a component that is gone stays in the document: its ID was given once, or somebody wrote about it. */
const isKept = (old: PlanItem): boolean => isGivenId(old.id) || old.tail !== '' || withoutOwn(old.body, []).length > 0;

const printedOld = (old: PlanItem): PrintedItem => ({ ...old, own: [], extra: old.body });

/** What a person wrote about a proposed change that is done goes to the standard it was about. */
const inherited = (id: string, closed: readonly PlanItem[]): readonly string[] =>
  closed
    .filter((change) => change.id === `CHANGE-${id}`)
    .flatMap((change) => [
      ...(change.tail === '' ? [] : [`  - ${change.tail}`]),
      ...withoutOwn(change.body, itemKinds(change.id)),
    ]);

interface Merge {
  readonly old: ReadonlyMap<string, PlanItem>;
  readonly closed: readonly PlanItem[];
}

const mergeGroup = (fresh: PlanGroup, old: PlanGroup | undefined, { old: items, closed }: Merge): PrintedGroup => {
  const freshIds = new Set(fresh.items.map(({ id }) => id));
  const left = (old?.items ?? []).filter(({ id }) => isComponent(id) && !freshIds.has(id));
  const planned = new Set(left.filter((item) => !isOurs(item)));
  const gone = left.filter((item) => isOurs(item) && isKept(item)).map(goneItem);
  const all = [...fresh.items, ...gone, ...planned];
  const placed = inKeptOrder(
    all.map((item) => ({ id: item.id, rank: placeOf(item) })),
    (old?.items ?? []).map((item) => ({ id: item.id, rank: placeOf(item) })),
  );
  const byId = new Map(all.map((item) => [item.id, item]));
  return {
    heading: fresh.heading,
    own: trimmed(fresh.body),
    extra: old === undefined ? [] : withoutOwn(old.body, ownKinds(fresh.body)),
    items: placed.flatMap((id) => {
      const item = byId.get(id);
      if (item === undefined) return [];
      return [planned.has(item) ? printedOld(item) : mergeItem(item, items.get(id), inherited(id, closed))];
    }),
    foreign: wellClosed(old?.foreign ?? []),
  };
};

const readOld = (existing: string, fresh: PlanText): PlanText => {
  const headings = new Set(fresh.groups.map(({ heading }) => headingKey(heading)));
  const ids = new Set(fresh.groups.flatMap(({ items }) => items.map(({ id }) => id)));
  return parsePlan(existing, {
    // The second of the same headings is somebody's own.
    heading: (line) => headings.delete(headingKey(line)),
    item: (id) => ids.has(id) || ids.has(id.replace(/^CHANGE-/, '')) || isComponent(id),
  });
};

/** The items by ID. Where an ID stands twice, what was written under the second goes to the first. */
const itemsById = (plan: PlanText): ReadonlyMap<string, PlanItem> => {
  const items = new Map<string, PlanItem>();
  for (const item of plan.groups.flatMap((group) => group.items)) {
    const first = items.get(item.id);
    const more = withoutOwn(item.body, itemKinds(item.id));
    items.set(item.id, first === undefined ? item : { ...first, body: [...first.body, ...more] });
  }
  return items;
};

/** What stood before the title comes behind it. */
const withLead = (title: PrintedGroup, lead: PlanGroup | undefined): PrintedGroup => ({
  ...title,
  extra: [...wellClosed(lead?.body ?? []), ...title.extra],
  foreign: [...wellClosed(lead?.foreign ?? []), ...title.foreign],
});

/**
 * Brings a document up to date: boxes, evidence, tables and proposals are those of `fresh`, which was made from the
 * repository as it is now; the order of items, owners, notes, further items and sections are those of `existing`.
 * Doing it twice changes nothing.
 */
export const updatePlan = (fresh: string, existing: string): string => {
  const rendered = parsePlan(fresh);
  const old = readOld(existing, rendered);
  const next = withStableIds(rendered, old);
  const oldGroups = new Map(old.groups.map((group) => [headingKey(group.heading), group]));
  const oldItems = itemsById(old);
  const open = new Set(next.groups.flatMap(({ items }) => items.map(({ id }) => id)));
  const closed = [...oldItems.values()].filter(({ id }) => isChange(id) && !open.has(id));
  const before = oldGroups.get('');
  return printPlan(
    next.groups.map((group, index) => {
      const merged = mergeGroup(group, oldGroups.get(headingKey(group.heading)), { old: oldItems, closed });
      return index === 0 ? withLead(merged, before) : merged;
    }),
  );
};
