import type { ErrorEntry } from '../errors.ts';
import type { Collection, Pagination } from './collection.ts';
import type { Link } from './links.ts';

export interface Meta {
  readonly requestId: string;
  /** UTC, ISO 8601. */
  readonly timestamp: string;
}

export interface CollectionMeta extends Meta {
  readonly pagination: Pagination;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly sort: string | null;
  readonly _links: { readonly self: Link; readonly next?: Link; readonly prev?: Link };
}

/** The envelope of a refusal. */
export interface Failure {
  readonly success: false;
  readonly data: null;
  readonly meta: Meta;
  readonly errors: readonly ErrorEntry[];
}

/** The `meta` of every answer. */
export const metaOf = (requestId: string, now: Date): Meta => ({ requestId, timestamp: now.toISOString() });

/** The `meta` of one page of a collection. */
export const metaOfPage = (page: Collection<unknown>, meta: Meta): CollectionMeta => {
  const { self, next, prev } = page.links;
  return {
    ...meta,
    pagination: page.pagination,
    filters: page.filters,
    sort: page.sort,
    _links: { self, ...(next && { next }), ...(prev && { prev }) },
  };
};

/** Puts a refusal into the envelope. */
export const failure = (errors: readonly ErrorEntry[], meta: Meta): Failure => ({
  success: false,
  data: null,
  meta,
  errors,
});
