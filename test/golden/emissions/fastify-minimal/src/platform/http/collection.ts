import type { Page } from '../pagination.ts';
import { linkTo, linkToSelf, type Link } from './links.ts';

/** One page of a collection, presented: the envelope puts `items` into `data` and the rest into `meta`. */
export interface Collection<Item> {
  readonly items: readonly Item[];
  readonly pagination: Pagination;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly sort: string | null;
  readonly links: { readonly self: Link; readonly next: Link | null; readonly prev: Link | null };
}

export interface Pagination {
  readonly limit: number;
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
  /** Only when the caller asked for it by `include=total`. */
  readonly total?: number;
}

export interface CollectionRequest {
  /** Path and query string as the client sent them. */
  readonly url: string;
  readonly limit: number;
  readonly sort?: { readonly field: string; readonly descending: boolean };
  /** All filters the route knows; those without a value are left out of the answer. */
  readonly filters?: Readonly<Record<string, unknown>>;
}

/**
 * Presents a page.
 *
 * @param page what the repository returned
 * @param present turns one item into JSON-ready data
 */
export const collection = <Item, Data>(
  page: Page<Item>,
  present: (item: Item) => Data,
  { url, limit, sort, filters = {} }: CollectionRequest,
): Collection<Data> => ({
  items: page.items.map(present),
  pagination: {
    limit,
    hasMore: page.hasMore,
    nextCursor: page.nextCursor,
    prevCursor: page.prevCursor,
    ...(page.total !== undefined && { total: page.total }),
  },
  filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
  sort: sort ? `${sort.descending ? '-' : ''}${sort.field}` : null,
  links: {
    self: linkToSelf(url),
    next: page.nextCursor === null ? null : linkTo(url, page.nextCursor),
    prev: page.prevCursor === null ? null : linkTo(url, page.prevCursor),
  },
});
