import type { SelectQueryBuilder } from 'kysely';
import type { Cursor, Page, PageRequest } from '../pagination.ts';
import type { Db } from './database.ts';
import {
  countRows,
  inOrder,
  pageOf,
  refusingBadCursor,
  stretchOf,
  type KeysetColumns,
  type KeysetOptions,
} from './keyset.ts';
import { prepare, type PreparedQuery } from './prepare.ts';
import { scanInTurn } from './scans.ts';

/** Queries kept for one collection. Clients choose which filters they combine, not how much memory that takes. */
const mostForms = 100;

interface PreparedOptions<Filters, Field extends string, Row, Item> extends KeysetOptions<Field, Row, Item> {
  /** Whether no index is sure to find the rows with these filters; none need be said when one always is. */
  readonly mayScan?: (filters: Filters) => boolean;
}

/** What differs between two queries of one form. */
type Values<Filters> = Filters & {
  readonly keysetRows: number;
  /** Missing also where the cursor's row has no value. */
  readonly keysetValue: string | undefined;
  readonly keysetId: string | undefined;
};

/**
 * Prepares the query of a collection: built and compiled once for each form it takes (which filters are set, which
 * order, which direction), and then run with other values. A page is what `keysetPage` would read.
 *
 * @param matching makes the collection; filters may only be put into it as they are, since it sees placeholders for them
 */
export const prepareKeysetPage = <Filters extends object, DB, Tables extends keyof DB, Row, Field extends string, Item>(
  db: Pick<Db, 'executeQuery'>,
  matching: (filters: Filters) => SelectQueryBuilder<DB, Tables, Row>,
  options: PreparedOptions<Filters, Field, Row, Item>,
): ((filters: Filters, request: PageRequest<Field>) => Promise<Page<Item>>) => {
  const prepared = new Map<string, PreparedQuery<Values<Filters>, Row & KeysetColumns>>();
  const queryFor = (filters: Filters, { sort, cursor }: PageRequest<Field>) => {
    const form = formOf(filters, sort, cursor);
    const known = prepared.get(form);
    if (known !== undefined) return known;
    const query = prepare(db, (values: Values<Filters>) =>
      inOrder(matching(values), options, { sort, cursor: cursorOf(cursor, values), rows: values.keysetRows }),
    );
    if (prepared.size < mostForms) prepared.set(form, query);
    return query;
  };
  return async (filters, request) => {
    const { cursor, rows: keysetRows } = stretchOf(request);
    const values = { ...filters, keysetRows, keysetValue: cursor?.value ?? undefined, keysetId: cursor?.id };
    const read = () => refusingBadCursor(request, () => queryFor(filters, request)(values));
    const [{ rows }, total] = await Promise.all([
      options.mayScan?.(filters) === true ? scanInTurn(read) : read(),
      request.includeTotal ? countRows(matching(filters)) : undefined,
    ]);
    return pageOf(rows, request, { map: options.map, total });
  };
};

const cursorOf = (cursor: Cursor | undefined, { keysetValue, keysetId = '' }: Values<object>): Cursor | undefined =>
  cursor && { direction: cursor.direction, value: keysetValue ?? null, id: keysetId };

/** Two requests with the same form differ in values only. */
const formOf = (filters: object, sort: PageRequest['sort'], cursor: Cursor | undefined): string => {
  const set = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const start = cursor ? [cursor.direction, cursor.value === null ? 'at null' : 'at a value'] : [];
  return [sort.field, sort.descending ? 'descending' : 'ascending', ...start, ...set].join(' ');
};
