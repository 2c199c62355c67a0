/** An item and where in its group it stands: open ones (0), closed ones (1), those that do not apply (2). */
export interface Placed {
  readonly id: string;
  readonly rank: 0 | 1 | 2;
}

/** Puts an item before the first one that comes after it in the usual order. */
const insert = (ids: string[], id: string, usual: ReadonlyMap<string, number>): void => {
  const place = usual.get(id) ?? Number.MAX_SAFE_INTEGER;
  const before = ids.findIndex((other) => (usual.get(other) ?? Number.MAX_SAFE_INTEGER) > place);
  ids.splice(before === -1 ? ids.length : before, 0, id);
};

/**
 * The order of the items of a group: open, closed, not applicable. Among those of one kind that were so before, the
 * order of `before` stays, since people sort by what is urgent; new ones take their usual place.
 */
export const inKeptOrder = (now: readonly Placed[], before: readonly Placed[]): readonly string[] => {
  const usual = new Map(now.map(({ id }, index) => [id, index]));
  const rankNow = new Map(now.map(({ id, rank }) => [id, rank]));
  return ([0, 1, 2] as const).flatMap((rank) => {
    const ids = [...new Set(before.filter((old) => old.rank === rank).map(({ id }) => id))].filter(
      (id) => rankNow.get(id) === rank,
    );
    for (const { id } of now.filter((item) => item.rank === rank && !ids.includes(item.id))) insert(ids, id, usual);
    return ids;
  });
};
